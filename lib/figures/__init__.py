"""Charts: figures become a neutral `ChartSpec`, which Plotly and the exports draw.

A chart counts nothing that a reader could quote: every number comes from `lib.metrics`. Colours are
tokens of a theme; `lib.figures.plotly` is the only file that imports Plotly.
"""
