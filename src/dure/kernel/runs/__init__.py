"""What follows?"""
