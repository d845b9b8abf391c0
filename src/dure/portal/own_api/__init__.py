"""The API of one's own wallet: for an app that a resident allowed to read it or to record acts."""
