return {
{ lat = "-40.0", long = "-28.0", mark = "Réd.svg", label = "Ashby" },
}
