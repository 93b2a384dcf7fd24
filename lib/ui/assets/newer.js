// Asks every few seconds whether a newer version was published; shows one line with a button, and changes nothing by itself.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let line = parentElement.querySelector(".newer")
  if (!line) {
    line = document.createElement("p")
    line.className = "newer"
    line.setAttribute("role", "status")
    parentElement.append(line)
  }
  line.replaceChildren()
  line.dataset.process = data.process
  // A new run may call this again without ending the last call, whose questions would go on against the version before.
  const turn = String(Number(line.dataset.turn || 0) + 1)
  line.dataset.turn = turn
  const over = () => line.dataset.turn !== turn

  const offer = (number) => {
    if (line.dataset.number === String(number) && line.childElementCount) return
    line.dataset.number = String(number)
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = data.button
    button.addEventListener("click", () => setTriggerValue("go", number))
    line.replaceChildren(document.createTextNode(data.words.replace("{number}", number)), button)
  }

  let timer = 0
  const look = async () => {
    let seconds = data.seconds
    try {
      if (document.hidden) return
      const answer = await fetch(data.address, { cache: "no-store" })
      const said = answer.ok ? await answer.json() : null
      if (over()) return
      // Another process answers than the one that drew this page. The question may be lost while the line is down, so it is asked
      // again; and not for ever, should a proxy not keep a browser at one process.
      const asked = Number(line.dataset.asked || 0)
      if (said && said.process !== data.process && asked < 12) {
        line.dataset.asked = String(asked + 1)
        setTriggerValue("moved", said.process)
      }
      if (said && said.version > data.version) offer(said.version)
    } catch {
      // The server is away; the page says so itself when it matters. Whoever takes its place is to be met soon.
      seconds = 1
    } finally {
      if (timer !== null && !over()) timer = setTimeout(look, seconds * 1000)
    }
  }

  look()
  return () => {
    clearTimeout(timer)
    timer = null
  }
}
