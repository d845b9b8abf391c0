"""How is it joined?"""
