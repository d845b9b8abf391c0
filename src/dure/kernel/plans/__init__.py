"""What was promised?"""
