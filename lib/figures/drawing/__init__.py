"""How each kind of chart is laid out for Plotly, as plain traces and layout; only `lib.figures.plotly` imports Plotly itself."""
