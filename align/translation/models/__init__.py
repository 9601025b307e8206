"""Model folders: what they hold, where they are looked for, how they are pulled and converted."""
