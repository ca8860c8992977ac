# Marginal effects of logit, probit and Poisson by the delta method, each change of the regressors written out by hand, and
# checked against marginaleffects by numerical derivatives. Run in this folder: Rscript 13-margins.R
library(jsonlite); library(marginaleffects)
source("likelihood.R")
`%||%` <- function(a, b) if (is.null(a)) b else a  # of base R since 4.4, which marginaleffects uses
second <- function(m, eta) switch(m$family$link,
  logit = { p <- plogis(eta); p * (1 - p) * (1 - 2 * p) }, probit = -eta * dnorm(eta), log = exp(eta))
# A slope: dX moves the columns, of average rows X. A step: from the columns X0 to X1.
effect <- function(m, change, X, w) {
  b <- coef(m)[!is.na(coef(m))]; family <- m$family; s <- w / sum(w)
  if (!is.null(change$dX)) {
    eta <- drop(X %*% b); moved <- drop(change$dX %*% b)
    list(value = sum(s * family$mu.eta(eta) * moved),
         gradient = colSums(s * (second(m, eta) * moved * X + family$mu.eta(eta) * change$dX)))
  } else {
    e1 <- drop(change$X1 %*% b); e0 <- drop(change$X0 %*% b)
    list(value = sum(s * (family$linkinv(e1) - family$linkinv(e0))),
         gradient = colSums(s * (family$mu.eta(e1) * change$X1 - family$mu.eta(e0) * change$X0)))
  }
}
# changes: name -> function(data) giving the matrices of a change; design: function(data) giving the columns.
margins <- function(id, estimator, formula, family, data, design, changes, by = NULL, w = NULL, means = TRUE) {
  m <- at_maximum(formula, family, data, w); V <- covariances(m, if (is.null(by)) NULL else data[[by]])
  keep <- !is.na(coef(m)); ww <- m$prior.weights
  stopifnot(max(abs(drop(design(data) %*% coef(m)[keep]) - m$linear.predictors)) < 1e-8)
  at <- function(d, w) {
    e <- lapply(changes, function(change) effect(m, change(d), design(d), w))
    G <- do.call(rbind, lapply(e, `[[`, "gradient"))
    list(estimator = estimator, terms = I(names(changes)), coef = I(unname(sapply(e, `[[`, "value"))),
         vcov = lapply(V, function(v) list(se = I(unname(sqrt(diag(G %*% v %*% t(G))))))))
  }
  average <- at(data, ww)
  checked <- numerical(m, V$HC0, names(changes), data, ww)
  known <- !is.na(checked$value)
  stopifnot(max(abs(checked$value / average$coef - 1)[known]) < 1e-5, max(abs(checked$se / average$vcov$HC0$se - 1)[known]) < 1e-3)
  r <- list(id = id, average = average)
  if (means) {
    numeric <- data[sapply(data, is.numeric)]
    r$at_means <- at(as.data.frame(lapply(numeric, weighted.mean, w = ww)), 1)
  }
  r
}
# What marginaleffects finds by numerical derivatives; not the levels, which it names otherwise.
numerical <- function(m, V, names, data, w) {
  data$.w <- w; m <- set_modeldata(m, data)
  found <- lapply(names, function(name) {
    if (is.null(data[[name]])) return(c(NA, NA))
    s <- if (all(data[[name]] %in% 0:1)) avg_comparisons(m, variables = setNames(list(0:1), name), vcov = V, newdata = data, wts = ".w")
         else avg_slopes(m, variables = name, vcov = V, newdata = data, wts = ".w")
    c(s$estimate, s$std.error)
  })
  list(value = sapply(found, `[`, 1), se = sapply(found, `[`, 2))
}
with_value <- function(d, name, value) { d[[name]] <- value; d }
step <- function(design, name) function(d) list(X1 = design(with_value(d, name, 1)), X0 = design(with_value(d, name, 0)))
h <- read.csv("hmda.csv"); h$y <- as.integer(h$deny == "yes"); h$black <- as.integer(h$afam == "yes")
for (l in 1:6) h[[paste0("c", l)]] <- as.integer(h$chist == l)
plain <- function(d) cbind(1, d$pirat, d$black)
of_plain <- list(pirat = function(d) list(dX = cbind(0, rep(1, nrow(d)), 0)), black = step(plain, "black"))
curved <- function(d) cbind(1, d$pirat, d$pirat^2, d$black, log(d$lvrat), d$pirat * d$black, d$black * log(d$lvrat))
of_curved <- list(
  pirat = function(d) list(dX = cbind(0, 1, 2 * d$pirat, 0, 0, d$black, 0)),
  black = step(curved, "black"),
  lvrat = function(d) list(dX = cbind(0, 0, 0, 0, 1 / d$lvrat, 0, d$black / d$lvrat)))
levels <- function(d) cbind(1, d$pirat, d$c2, d$c3, d$c4, d$c5, d$c6, d$pirat * d$c2, d$pirat * d$c3, d$pirat * d$c4, d$pirat * d$c5, d$pirat * d$c6)
to_level <- function(l) function(d) {
  d0 <- d; for (k in 2:6) d0[[paste0("c", k)]] <- 0
  list(X0 = levels(d0), X1 = levels(with_value(d0, paste0("c", l), 1)))
}
of_levels <- c(
  list(pirat = function(d) list(dX = cbind(0, 1, 0, 0, 0, 0, 0, d$c2, d$c3, d$c4, d$c5, d$c6))),
  setNames(lapply(2:6, to_level), paste0("factor(chist)", 2:6)))
t <- read.csv("recreation.csv"); t$ski1 <- as.integer(t$ski == "yes")
trips <- function(d) cbind(1, d$quality, d$quality^2, d$ski1, d$income, d$costS / d$costC)
of_trips <- list(
  quality = function(d) list(dX = cbind(0, 1, 2 * d$quality, 0, 0, 0)), ski1 = step(trips, "ski1"),
  income = function(d) list(dX = cbind(0, 0, 0, 0, rep(1, nrow(d)), 0)),
  costS = function(d) list(dX = cbind(0, 0, 0, 0, 0, 1 / d$costC)), costC = function(d) list(dX = cbind(0, 0, 0, 0, 0, -d$costS / d$costC^2)))
d <- read.csv("counts.csv"); d <- d[!(d$g %in% c(3, 13, 14)), ]; d$b <- as.integer(d$h == 1)
absorbed_design <- function(d) model.matrix(~ x + I(z^2) + b + factor(g) + factor(t) + x:b, d)
like <- function(d, which, values) { X <- absorbed_design(d); D <- 0 * X; for (k in seq_along(which)) D[, which[k]] <- values[[k]]; D }
of_absorbed <- list(
  x = function(d) list(dX = like(d, c("x", "x:b"), list(1, d$b))),
  z = function(d) list(dX = like(d, "I(z^2)", list(2 * d$z))),
  b = step(absorbed_design, "b"))
write_json(list(models = list(
  margins("logit", "logit", y ~ pirat + black, binomial(), h, plain, of_plain),
  margins("probit, powers and interactions", "probit", y ~ pirat + I(pirat^2) + black + log(lvrat) + pirat:black + black:log(lvrat), binomial("probit"), h, curved, of_curved),
  margins("logit, levels", "logit", y ~ pirat * factor(chist), binomial(), h, levels, of_levels),
  margins("logit, weights", "logit, weights", y ~ pirat + black, binomial(), h, plain, of_plain, w = h$chist),
  margins("poisson", "poisson", trips ~ quality + I(quality^2) + ski1 + income + I(costS / costC), poisson(), t, trips, of_trips, by = "quality", w = t$income),
  margins("poisson, absorbed", "poisson, 2 absorbed", y ~ x + I(z^2) + b + factor(g) + factor(t) + x:b, poisson(), d, absorbed_design, of_absorbed, by = "g", means = FALSE)
)), "margins.json", digits = I(17), auto_unbox = TRUE, pretty = 1)
