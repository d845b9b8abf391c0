"""What was measured or stated?"""
