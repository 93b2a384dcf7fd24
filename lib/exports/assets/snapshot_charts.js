// Charts: drawn from their descriptions in the page's theme, for the width there is; on paper always light.
const content = JSON.parse(document.getElementById("content").textContent)
const root = document.documentElement
const PAPER_WIDTH = 670
const POSTER_WIDTH = 1000
const NARROW = 600
let theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
root.dataset.theme = theme

// On a phone a row stands as a block, each cell under its heading, where a table would be cut off at the edge. Told here: in the
// file itself every cell would carry its heading. A book of a table rolls, as in a window.
const MOST_BLOCKS = 300
for (const table of document.querySelectorAll("#report table")) {
  const { rows } = table.tBodies[0]
  if (rows.length > MOST_BLOCKS) continue
  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent)
  for (const row of rows) for (const cell of row.cells) cell.dataset.label = headings[cell.cellIndex]
  table.classList.add("blocks")
}

function recoloured(figure, into) {
  if (into === "dark" && figure.dark) return structuredClone(figure.dark)
  const light = JSON.stringify(figure.light)
  return JSON.parse(into === "dark" ? light.replace(/#[0-9A-F]{6}/g, (colour) => content.dark[colour] || colour) : light)
}

// Plotly gives a legend the width between the margins: there are none then, and the axis leaves free what they were.
function giveLegendAllWidth(layout) {
  const { l, r } = layout.margin
  layout.xaxis.domain = [l / layout.width, 1 - r / layout.width]
  for (const note of layout.annotations) note.xshift += l
  Object.assign(layout.margin, { l: 0, r: 0 })
}

// A drawing scales like a picture where the style sheet says so, on paper and where it is too high.
function draw(place, figure, into, width, height, config, words) {
  const { data, layout } = recoloured(figure, into)
  layout.width = Math.round(width)
  if (height) layout.height = Math.round(height)
  if (layout.meta?.whole) giveLegendAllWidth(layout)
  Plotly.newPlot(place, data, layout, config)
  place.querySelectorAll(".main-svg").forEach((drawing, n) => {
    drawing.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`)
    drawing.setAttribute("preserveAspectRatio", "xMinYMin")
    if (n) drawing.setAttribute("aria-hidden", "true")
    else {
      drawing.setAttribute("role", "img")
      drawing.setAttribute("aria-label", words)
    }
  })
}

const places = [...document.querySelectorAll("#report .drawing[data-chart]")]
const drawnAs = new Map()

function drawPlace(place, onPaper) {
  const chart = content.charts[place.dataset.chart]
  const isWall = place.parentElement.classList.contains("wall")
  const room = Math.floor(place.clientWidth) || 900
  const isNarrow = !onPaper && room < NARROW
  const width = onPaper ? (isWall ? POSTER_WIDTH : PAPER_WIDTH) : isWall && !isNarrow ? Math.max(room, POSTER_WIDTH) : room
  const key = `${onPaper ? "light" : theme} ${width} ${isNarrow}`
  if (drawnAs.get(place) === key) return
  place.parentElement.classList.toggle("as-phone", isNarrow)
  const figures = isNarrow ? [chart.phone] : chart.page
  const config = chart.zooms && !isNarrow ? content.config.zooming : content.config.plain
  for (const old of place.children) if (old.classList.contains("part")) Plotly.purge(old)
  place.replaceChildren(...figures.map(() => Object.assign(document.createElement("div"), { className: "part" })))
  figures.forEach((figure, n) => draw(place.children[n], figure, onPaper ? "light" : theme, width, 0, config, chart.alt))
  drawnAs.set(place, key)
}

// One after another, so that the page answers meanwhile.
let round = 0
function drawReport() {
  const mine = ++round
  const waiting = [...places]
  const next = () => {
    if (mine !== round || root.classList.contains("presenting")) return
    const place = waiting.shift()
    if (!place) return
    drawPlace(place, false)
    setTimeout(next)
  }
  next()
}

addEventListener("beforeprint", () => places.forEach((place) => drawPlace(place, true)))
addEventListener("afterprint", drawReport)
let resizing = 0
addEventListener("resize", () => {
  clearTimeout(resizing)
  resizing = setTimeout(drawReport, 150)
})

function turnLight() {
  theme = theme === "dark" ? "light" : "dark"
  root.dataset.theme = theme
  if (!root.classList.contains("presenting")) drawReport()
}
