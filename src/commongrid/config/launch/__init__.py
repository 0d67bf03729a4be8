"""What stands behind bin/: runs on a bare Python 3.12, before anything is installed (standard library only)."""
