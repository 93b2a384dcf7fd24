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

  const offer = (number) => {
    if (line.dataset.number === String(number) && line.childElementCount) return
    line.dataset.number = String(number)
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = data.button
    button.addEventListener("click", () => setTriggerValue("go", number))
    line.replaceChildren(document.createTextNode(data.words.replace("{number}", number)), button)
  }

  const look = async () => {
    if (document.hidden) return
    try {
      const answer = await fetch(data.address, { cache: "no-store" })
      const said = answer.ok ? await answer.json() : null
      if (said && said.version > data.version) offer(said.version)
    } catch {
      // The server is away; the page says so itself when it matters.
    }
  }

  const timer = setInterval(look, data.seconds * 1000)
  look()
  return () => clearInterval(timer)
}
