// A drawn chart is as wide as the window was; on paper it must shrink with its column. Its own size becomes the drawing's
// view box while it is printed, so that the style sheet may scale it as it scales a picture.
function fit() {
  for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
    const { clientWidth: width, clientHeight: height } = box
    if (!width || !height) continue
    box.style.setProperty("--pb-shape", `${width} / ${height}`)
    box.style.setProperty("--pb-width", `${width}px`)
    for (const drawing of box.querySelectorAll(".main-svg")) {
      drawing.setAttribute("viewBox", `0 0 ${width} ${height}`)
      drawing.setAttribute("preserveAspectRatio", "xMinYMin")
    }
  }
}

function release() {
  for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg")) drawing.removeAttribute("viewBox")
}

export default function ({ data, setStateValue }) {
  const narrow = window.innerWidth <= data.most
  if (narrow !== data.narrow) setStateValue("narrow", narrow)
  addEventListener("beforeprint", fit)
  addEventListener("afterprint", release)
  return () => {
    removeEventListener("beforeprint", fit)
    removeEventListener("afterprint", release)
  }
}
