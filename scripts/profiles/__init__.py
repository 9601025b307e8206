"""Steps of scripts/build_profiles.py: text in, profiles of languages out."""
