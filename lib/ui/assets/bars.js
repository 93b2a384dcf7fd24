// Draws a figure of bars just as Plotly draws it, in a tenth of the time: all that a reader needs who does not point at it. What is said of
// it are Plotly's own words (lib/figures/drawing/bars.py); lengths that stand here without a reason are Plotly's. Every word is set as text.
const lineHeight = 1.3
const inLegend = { row: 19, gap: 5, symbol: 20, words: 40 }
const tiles = {
  "/": (t) => `M${-t / 4},${t / 4}l${t / 2},${-t / 2}M0,${t}L${t},0M${(t / 4) * 3},${(t / 4) * 5}l${t / 2},${-t / 2}`,
  "\\": (t) => `M${(t / 4) * 3},${-t / 4}l${t / 2},${t / 2}M0,0L${t},${t}M${-t / 4},${(t / 4) * 3}l${t / 2},${t / 2}`,
  x: (t) => tiles["/"](t) + tiles["\\"](t),
  "|": (t) => `M${t / 2},0V${t}`,
  "-": (t) => `M0,${t / 2}H${t}`,
}
const anchors = { left: "end", center: "middle", right: "start" }
const signs = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#36;": "$" }

const widths = new Map()
let drawings = 0

function shape(tag, attributes, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const name in attributes) made.setAttribute(name, attributes[name])
  made.append(...inside)
  return made
}

const fine = (length) => Math.round(length * 100) / 100
const onPaper = (value, step, from) => fine(value * step - step * from)
const plain = (told) => told.replace(/&(?:lt|gt|amp|#36);/g, (sign) => signs[sign])

function words(told, x, y) {
  const lines = told.split("<br>").map(plain)
  if (lines.length === 1) return shape("text", { x, y }, lines[0])
  return shape("text", { y }, ...lines.map((line, n) => shape("tspan", { x, dy: n ? `${lineHeight}em` : 0 }, line)))
}

function widthOf(told, { size }, family) {
  const name = `${size} ${family} ${told}`
  if (!widths.has(name)) {
    const line = words(told, 0, 0)
    const sheet = shape("svg", { class: "pb-bars", "aria-hidden": true, "font-size": size, "font-family": family }, line)
    sheet.style.position = "absolute"
    sheet.style.visibility = "hidden"
    document.body.append(sheet)
    widths.set(name, line.getBBox().width)
    sheet.remove()
  }
  return widths.get(name)
}

class Bars {
  constructor({ data, layout }, common, width) {
    const { margin, height } = layout
    this.data = data
    this.layout = layout
    this.common = common
    const [from, to] = layout.xaxis?.domain ?? [0, 1]
    this.room = width - margin.l - margin.r
    this.left = margin.l + from * this.room
    this.wide = (to - from) * this.room
    this.named = this.entries()
    this.top = Math.max(margin.t, this.named.length ? this.named.at(-1).middle + inLegend.row / 2 + inLegend.gap : 0)
    this.high = height - this.top - margin.b
    this.defs = shape("defs", {})
    this.number = ++drawings
    this.svg = shape("svg", { class: "main-svg pb-bars", width, height, "font-family": common.font.family }, this.defs)
    this.svg.style.background = common.paper_bgcolor
  }

  x(value) {
    const [from, to] = this.layout.xaxis.range
    return onPaper(value, this.wide / (to - from), from)
  }

  y(value) {
    const [from, to] = this.layout.yaxis.range
    return onPaper(value, this.high / (from - to), to)
  }

  fill({ color, pattern }, at) {
    if (!pattern) return color
    const id = `pb-tile-${this.number}-${at}`
    const { shape: kind, size, solidity, bgcolor, fgcolor } = pattern
    const tile = "/\\x".includes(kind) ? size * Math.SQRT2 : size
    const made = { id, width: tile, height: tile, patternUnits: "userSpaceOnUse" }
    if (at.endsWith("legend")) made.patternTransform = "scale(0.8)"
    const mark =
      kind === "."
        ? shape("circle", { cx: tile / 2, cy: tile / 2, r: Math.sqrt((solidity * size * size) / Math.PI), fill: fgcolor })
        : shape("path", { d: tiles[kind](tile), stroke: fgcolor, "stroke-width": kind === "x" ? size - size * Math.sqrt(1 - solidity) : solidity * size })
    this.defs.append(shape("pattern", made, shape("rect", { width: tile, height: tile, fill: bgcolor }), mark))
    return `url(#${id})`
  }

  bars(layer) {
    const ends = []
    for (const [at, { orientation, x, y, width, marker }] of this.data.entries()) {
      if (!marker || !width) continue
      const lies = orientation === "h"
      const look = { fill: this.fill(marker, `${at}`), stroke: marker.line.color, "stroke-width": marker.line.width, "shape-rendering": "crispEdges" }
      const points = (lies ? x : y).map((value, place) => {
        const from = this.layout.barmode === "stack" ? (ends[place] ?? 0) : 0
        ends[place] = from + (value ?? 0)
        return shape("g", { class: "point" }, shape("path", { d: value ? this.bar(lies, place, width, from, ends[place]) : "M0,0Z" }))
      })
      layer.append(shape("g", { class: "trace bars", ...look }, shape("g", { class: "points" }, ...points)))
    }
  }

  // Between two values, on whole pixels as far as its outline allows.
  bar(lies, place, width, from, to) {
    const [left, right, top, bottom] = lies
      ? [this.x(from), this.x(to), this.y(place - width / 2), this.y(place + width / 2)]
      : [this.x(place - width / 2), this.x(place + width / 2), this.y(from), this.y(to)]
    const whole = (length) => Math.round(length) - 0.5
    return `M${whole(left)},${whole(top)}V${whole(bottom)}H${whole(right)}V${whole(top)}Z`
  }

  marks(layer, { mode, x, y, marker }) {
    if (!mode.includes("markers")) return
    const lies = marker.symbol === "line-ew-open"
    x.forEach((value, place) => {
      if (value === null) return
      const half = 0.7 * (marker.size[place] ?? marker.size)
      const look = { d: lies ? `M${half},0H${-half}` : `M0,${half}V${-half}`, fill: "none", stroke: marker.color, "stroke-width": marker.line.width }
      layer.append(shape("path", { class: "point", ...look, transform: `translate(${this.x(value)},${this.y(y[place])})` }))
    })
  }

  texts(layer, { mode, x, y, text, textposition, textfont }) {
    if (!mode.includes("text")) return
    const [upright, across] = textposition.split(" ")
    const down = fine((upright === "top" ? -0.25 : 0.25) * textfont.size)
    const look = { "font-size": textfont.size, fill: textfont.color, "text-anchor": anchors[across] }
    layer.append(shape("g", look, ...text.map((told, place) => words(told, this.x(x[place]), this.y(y[place]) + down))))
  }

  names(layer) {
    const { xaxis, yaxis } = this.layout
    const { left, top, high, wide, common } = this
    if (yaxis.showticklabels && yaxis.tickvals) {
      const font = yaxis.tickfont ?? common.yaxis.tickfont
      const at = left - 1 - common.yaxis.ticklen - 0.2 * font.size
      const lift = (told) => (0.35 - ((told.split("<br>").length - 1) * lineHeight) / 2) * font.size
      const told = yaxis.tickvals.map((value, n) => words(yaxis.ticktext[n], at, top + this.y(value) + lift(yaxis.ticktext[n])))
      layer.append(shape("g", { fill: font.color, "font-size": font.size, "text-anchor": "end" }, ...told))
    }
    if (xaxis.showline) layer.append(shape("path", { d: `M${left},${top + high + 0.5}h${wide}`, stroke: xaxis.linecolor, "shape-rendering": "crispEdges" }))
    if (xaxis.tickvals) {
      const font = xaxis.tickfont ?? common.xaxis.tickfont
      const told = xaxis.tickvals.map((value, n) => words(xaxis.ticktext[n], left + this.x(value), top + high + 1 + 1.2 * font.size))
      layer.append(shape("g", { fill: font.color, "font-size": font.size, "text-anchor": "middle" }, ...told))
    }
  }

  // What stands in the legend and where; in columns as wide as the widest entry where one row has not room for all, or in those that are given.
  entries() {
    if (!this.layout.showlegend) return []
    const { font, entrywidth } = this.layout.legend
    const gap = entrywidth ? 0 : inLegend.gap
    const named = [...this.data.entries()].filter(([, { showlegend }]) => showlegend !== false)
    const long = named.map(([, { name }]) => (entrywidth ? entrywidth * this.room : inLegend.words + widthOf(name, font, this.common.font.family)))
    const isOneRow = long.reduce((sum, each) => sum + each + inLegend.gap, -inLegend.gap) < this.room
    const widest = Math.max(...long)
    let [left, top] = [0, 0]
    return named.map(([at, trace], n) => {
      const step = isOneRow ? long[n] : widest
      if (left + step + gap - inLegend.gap >= this.room && left) [left, top] = [0, top + inLegend.row]
      const entry = { at, trace, left, middle: top + inLegend.gap + inLegend.row / 2 }
      left += step + gap
      return entry
    })
  }

  rows() {
    return new Set(this.named.map(({ middle }) => middle)).size
  }

  // The share of the width that each entry takes where all rows are to be as long as the first can be; 0 where there is one row.
  share() {
    const rows = this.rows()
    if (rows < 2) return 0
    const { font } = this.layout.legend
    const widest = Math.max(...this.named.map(({ trace: { name } }) => inLegend.words + widthOf(name, font, this.common.font.family)))
    const columns = Math.ceil(this.named.length / rows)
    return Math.max(widest + inLegend.gap, (this.room + inLegend.gap) / (columns + 1) + 1) / this.room
  }

  legend() {
    if (!this.named.length) return
    const { font } = this.layout.legend
    const made = this.named.flatMap(({ at, trace: { type, name, marker }, left, middle }) => {
      const look =
        type === "bar"
          ? { d: "M6,6H-6V-6H6Z", fill: this.fill(marker, `${at}-legend`), stroke: marker.line.color, "stroke-width": 2 }
          : { d: "M0,8.4V-8.4", fill: "none", stroke: marker.color, "stroke-width": 2 }
      const symbol = shape("path", { ...look, transform: `translate(${left + inLegend.symbol},${middle})` })
      return [symbol, words(name, left + inLegend.words, middle + 0.3 * lineHeight * font.size)]
    })
    this.svg.append(shape("g", { class: "legend", fill: font.color, "font-size": font.size }, ...made))
  }
}

// The layout of bars with a legend as wide as the drawing: Plotly gives it the width between the margins, so that there are none, and the
// axis leaves free what they were.
function spread({ data, layout }, common, width) {
  if (!layout.meta?.whole) return layout
  const { l, r } = layout.margin
  const shown = { ...layout, margin: { ...layout.margin, l: 0, r: 0 }, xaxis: { ...layout.xaxis, domain: [l / width, 1 - r / width] } }
  const share = new Bars({ data, layout: shown }, common, width).share()
  return share ? { ...shown, legend: { ...layout.legend, entrywidthmode: "fraction", entrywidth: share } } : shown
}

// The drawing of a figure of bars this wide; null where it takes Plotly.
function drawnBars(figure, common, width) {
  const drawing = new Bars(figure, common, width)
  if (drawing.wide < 20 || drawing.high < 1) return null
  const layers = ["barlayer", "scatterlayer"].map((name) => shape("g", { class: name, transform: `translate(${drawing.left},${drawing.top})` }))
  drawing.bars(layers[0])
  for (const trace of figure.data) {
    if (trace.type !== "scatter") continue
    drawing.marks(layers[1], trace)
    drawing.texts(layers[1], trace)
  }
  const plot = shape("g", { class: "cartesianlayer" }, shape("g", { class: "subplot xy" }, ...layers))
  drawing.svg.append(plot)
  drawing.names(plot.firstChild)
  drawing.legend()
  return drawing.svg
}
