# The joint test of a specification curve (Simonsohn, Simmons & Nelson 2020) on the seed panel: 16 models, four lists of
# controls, without and with effects of the city, HC1 and clustered by city under Stata's factors. One permutation of the
# treatment for all models. exact: placebo-permutations.json (1-based: new x[r] = x[perm[r]]). rows, series: Monte Carlo, rows
# and whole series of cities. R 4.2.2, base R alone. Run in this folder.
d <- read.csv("agglomeration-prepared.csv"); n <- nrow(d); city <- match(d$city, unique(d$city)); G <- max(city)
perms <- jsonlite::fromJSON("placebo-permutations.json")$permutations; stopifnot(ncol(perms) == n)
demean <- function(v) v - ave(v, city)
lists <- function(x) list(NULL, "POS", c("POS", "NUE"), c("POS", "NUE", if (x == "GRA") "TIN" else "GRA"))
# One column x beside the others: estimate and two-sided p by HC1 and by clusters, from the formulas.
designs <- function(treatment) unlist(lapply(lists(treatment), function(cs) lapply(c(FALSE, TRUE), function(fe) {
  Z <- cbind(matrix(1, n, if (fe) 0 else 1), as.matrix(d[cs])); if (fe && length(cs)) Z <- apply(Z, 2, demean)
  q <- if (ncol(Z)) qr.Q(qr(Z)) else NULL; out <- function(v) { v <- if (fe) demean(v) else v; if (is.null(q)) v else drop(v - q %*% crossprod(q, v)) }
  list(out = out, y = out(d$AGG), K = 1 + length(cs) + if (fe) G else 1, Kc = 1 + length(cs) + 1) })), recursive = FALSE)
fit <- function(g, x) { x <- g$out(x); xx <- sum(x^2); b <- sum(x * g$y) / xx; e <- g$y - b * x; s <- x * e
  hc <- sqrt(n / (n - g$K) * sum(s^2)) / xx; cl <- sqrt((n - 1) / (n - g$Kc) * G / (G - 1) * sum(rowsum(s, city)^2)) / xx
  list(estimate = c(b, b), p = 2 * c(pt(-abs(b / hc), n - g$K), pt(-abs(b / cl), G - 1))) }
curve <- function(gs, x) { f <- lapply(gs, fit, x); list(estimate = unlist(lapply(f, `[[`, "estimate")), p = unlist(lapply(f, `[[`, "p"))) }
stats <- function(m) { b <- m$estimate; sig <- m$p < 0.05; pos <- sum(b > 0); neg <- sum(b < 0); up <- sum(sig & b > 0); down <- sum(sig & b < 0)
  c(median = median(b), share = (if (pos == neg) max(up, down) else if (pos > neg) up else down) / length(b), stouffer = sum(sign(b) * -qnorm(m$p / 2)) / sqrt(length(b))) }
ps <- function(own, drawn) sapply(names(own), function(k) (1 + sum(abs(drawn[k, ]) >= abs(own[[k]]) * (1 - 1e-10))) / (1 + ncol(drawn)))
byc <- split(seq_len(n), city)
one <- function(t, seed) { x <- d[[t]]; gs <- designs(t); m <- curve(gs, x); own <- stats(m)
  # The formulas against lm, with dummies for the effects of the city.
  for (i in seq_along(gs)) { cs <- lists(t)[[(i + 1) %/% 2]]; f <- reformulate(c(t, cs, if (i %% 2 == 0) "factor(city)"), "AGG"); stopifnot(abs(coef(lm(f, d))[[t]] / m$estimate[2 * i - 1] - 1) < 1e-10) }
  ex <- apply(perms, 1, function(i) stats(curve(gs, x[i])))
  set.seed(seed); mr <- replicate(3000, stats(curve(gs, x[sample.int(n)]))); ms <- replicate(3000, stats(curve(gs, x[unlist(byc[sample.int(G)])])))
  list(estimate = m$estimate, p = m$p, statistic = as.list(own), exact = list(median = ex["median", ], share = ex["share", ], stouffer = ex["stouffer", ], p = as.list(ps(own, ex))),
    rows = list(p = as.list(ps(own, mr))), series = list(p = as.list(ps(own, ms)))) }
out <- list(TIN = one("TIN", 1), GRA = one("GRA", 2), env = list(r = R.version.string))
writeLines(jsonlite::toJSON(out, digits = NA, auto_unbox = TRUE, pretty = TRUE), "curve.json")
