"""Making the default models: ``python -m scripts.train --help``."""
