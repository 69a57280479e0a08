"""From running text to proposals: which places it says who took, lost, holds or left, and on whose word."""
