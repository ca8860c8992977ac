# What R and fixest 0.14.2 make of formulas: rows, estimated columns and those left out as collinear, one line a model.
# Rscript columns.R writes columns.csv (the data, seeded) and columns.tsv. Every operator alone and with every other.
suppressMessages(library(fixest))
setFixest_nthreads(1)
set.seed(20241220)
d <- expand.grid(year = 2014:2019, city = letters[1:6])
d <- d[!(d$city == "b" & d$year == 2016), ] # a gap in time
n <- nrow(d)
for (name in c("y", "x", "z", "w")) d[[name]] <- round(rnorm(n), 2)
d$f <- sample(c("p", "q", "r"), n, TRUE)
d$g <- sample(1:3, n, TRUE)
d$rel <- d$year - 2016
d$m <- ifelse(d$f == "p", NA, d$w) # missing wherever f has its first level
d$h <- sample(c("s", "t"), n, TRUE)
write.csv(d, "columns.csv", row.names = FALSE, quote = FALSE, na = "")
d$city <- as.character(d$city)

# One right side each; `@` stands for each of the atoms in turn.
atoms <- c("x", "f", "factor(g)", "i(f)", "i(rel, ref=-1)", "i(f, x)", "l(x, 1)", "l(x, 1:2)", "f(x, 1)", "d(x, 1)", "I(x^2)", "log(w + 9)")
shapes <- c("@", "@ - 1", "@ + z", "z + @ | city", "@:z", "z*@")
sides <- unlist(lapply(shapes, function(s) vapply(atoms, function(a) sub("@", a, s, fixed = TRUE), "")))
more <- c(
  "1", "0 + x", "x + z + x:z", "z:x + x", "(x + z)^2", "(x + z + w)^2", "(x + z + w)^2 - x:z", "(x + f)^2", "(f + h)^2", "x*z*w", "x*f*h",
  "f*h", "f:h", "f + f:h", "0 + f:h", "0 + f + h", "0 + f*h", "f*factor(g)", "factor(g)*x - x", "x:f + z:f", "x + x:f", "f - 1 + x:f",
  "f:factor(g) - 1", "x - x + z", "x*z - z", "f + m", "factor(f) + m", "i(f, ref='q')", "i(f, ref='q') - 1", "i(f, x, ref='q')",
  "i(rel)", "i(rel, x)", "i(rel, x, ref=-1)", "x + i(rel, x)", "i(f) + i(g)", "0 + i(f) + i(g)", "0 + i(f) + factor(g)",
  "0 + factor(g) + i(f)", "i(f) + i(f, x)", "i(f):z + i(g):z", "z:i(f, ref='q')", "i(f, log(w + 9))", "x + i(f) + x:i(f)", "i(city) | year",
  "l(x)", "f(x)", "d(x)", "l(x, 0)", "l(x, -1)", "l(x, -1:1)", "l(x, 3:1)", "f(x, 1:2)", "d(x, 2)", "d(x, 1:2)", "d(x, -1)",
  "l(f, 1)", "l(x + z, 1)", "l(d(x), 1)", "log(l(abs(w) + 1, 1))", "l(I(x^2), 1)", "l(x, 1:2) + l(x, 2:3)", "l(x, 1:2)*z", "factor(l(g, 1))",
  "sw(x, z)", "sw0(x, z)", "csw(x, z)", "csw0(x, z)", "w + csw0(x, f)", "sw(i(f), l(x, 1))", "csw0(x, f*h)", "sw(x, z) | city",
  "x | city + year", "x + f | city", "0 + i(f) | city", "i(f, x) | city + year", "x | city^h", "l(x, 1:2) + i(rel, ref=-1) | city"
)
outcomes <- c("y", "log(y + 9)", "d(y)", "c(y, w)")
formulas <- unique(c(paste("y ~", c(sides, more)), paste(outcomes, "~ x + f"), "c(y, w) ~ sw(x, z) | city"))
# What is R's own is left to lm: fixest reads (x + z)^2 as arithmetic and I(x^2) as I(I(x^2)), and keeps unused levels.
ofFixest <- "\\b(i|l|f|d|sw0?|csw0?|c)\\(|\\|"

out <- file("columns.tsv", "w")
for (text in formulas) {
  if (!grepl(ofFixest, text)) {
    m <- lm(as.formula(text), d)
    b <- coef(m)
    cat(text, 1, nobs(m), paste(names(b)[!is.na(b)], collapse = ";"), paste(names(b)[is.na(b)], collapse = ";"), sep = "\t", file = out)
    cat("\n", file = out)
    next
  }
  fit <- try(feols(as.formula(text), d, panel.id = ~ city + year, notes = FALSE, warn = FALSE, fixef.rm = "none"), silent = TRUE)
  if (inherits(fit, "try-error")) {
    message("not by fixest: ", text)
    next
  }
  models <- if (inherits(fit, "fixest_multi")) as.list(fit) else list(fit)
  for (i in seq_along(models)) {
    m <- models[[i]]
    cat(text, i, m$nobs, gsub("I(I(x^2))", "I(x^2)", paste(names(coef(m)), collapse = ";"), fixed = TRUE), paste(m$collin.var, collapse = ";"), sep = "\t", file = out)
    cat("\n", file = out)
  }
}
close(out)
