"""Figures that README may quote, each made by a command that anyone can run."""
