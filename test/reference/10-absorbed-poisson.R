# Poisson with absorbed effects: glm with dummies (restarted at its solution) and sandwich for the numbers, fixest 0.14.2
# for what it counts; weights in glm. Run in this folder: Rscript 10-absorbed-poisson.R
library(jsonlite); library(fixest)
source("likelihood.R")
tight <- function(f, data, vcov, ...) fepois(f, data, vcov = vcov, fixef.tol = 1e-11, glm.tol = 1e-12, glm.iter = 100, notes = FALSE, ...)
of_fixest <- function(f, data, by, ...) {
  m <- tight(f, data, "iid", ...)
  list(estimator = "poisson, 2 absorbed, by fixest", n = m$nobs, k = m$nparams, coef = unname(coef(m)), loglik = as.numeric(logLik(m)), pseudo_r2 = unname(r2(m, "pr2")), aic = AIC(m), bic = BIC(m),
       vcov = list(iid = list(se = unname(se(m))), HC1 = list(se = unname(se(tight(f, data, "hetero", ...)))), cluster = list(se = unname(se(tight(f, data, by, ...))))))
}
one <- function(id, absorbed, f, data, terms, by, w = NULL, few = NULL) {
  m <- at_maximum(f, poisson(), data, w)
  r <- list(id = id, estimator = paste0("poisson, ", absorbed), n = nobs(m), terms = I(terms), coef = I(unname(coef(m)[terms])), loglik = sum(m$prior.weights * dpois(m$y, fitted(m), log = TRUE)), vcov = errors(m, data[[by]], terms))
  if (!is.null(few)) r$fixest <- few
  r
}
p <- read.csv("agglomeration-prepared.csv", encoding = "UTF-8")
raw <- read.csv("../../specs/agglomeration/data/agglomeration-complete.csv", encoding = "UTF-8")
raw <- raw[order(raw$city, raw$year, method = "radix"), ]
p$ai_mentions <- raw$ai_mentions; p$w <- 1 + (seq_len(nrow(p)) %% 7) / 3
set.seed(11)
d <- data.frame(g = rep(1:12, each = 8), t = rep(1:8, 12), x = round(rnorm(96), 3), z = round(rnorm(96), 3))
d$h <- (d$g * 3 + d$t * 5) %% 4
d$y <- rpois(96, exp(0.5 * d$x - 0.2 * d$z + d$g / 10)); d$y[d$g == 3] <- 0
d$s <- as.integer(seq_len(96) %% 12 == 0); d$y[d$s == 1] <- 0
d <- rbind(d, data.frame(g = c(13, 14), t = c(1, 2), x = c(.3, .4), z = c(0, .1), h = c(1, 2), y = c(4, 0), s = c(0, 0)))
write.csv(d, "counts.csv", row.names = FALSE)
kept <- d[!(d$g %in% c(3, 13, 14)), ]
h <- read.csv("hmda.csv"); h$y <- as.integer(h$deny == "yes"); h$black <- as.integer(h$afam == "yes"); h$w <- 1 + seq_len(nrow(h)) %% 3
binary <- function(id, family) {
  m <- at_maximum(y ~ pirat + black, family, h, h$w); terms <- names(coef(m))
  list(id = id, estimator = paste0(id, ", weights"), terms = terms, coef = unname(coef(m)), loglik = as.numeric(logLik(m)), vcov = errors(m, NULL, terms))
}
write_json(list(
  absorbed = list(
    one("city_year", "2 absorbed", ai_mentions ~ TIN + GRA + factor(city) + factor(year), p, c("TIN", "GRA"), "city", few = of_fixest(ai_mentions ~ TIN + GRA | city + year, p, ~city)),
    one("weighted", "2 absorbed, weights", ai_mentions ~ TIN + GRA + factor(city) + factor(year), p, c("TIN", "GRA"), "city", w = p$w, few = of_fixest(ai_mentions ~ TIN + GRA | city + year, p, ~city, weights = ~w)),
    one("zero_groups", "2 absorbed", y ~ x + z + factor(g) + factor(t), kept, c("x", "z"), "g", few = of_fixest(y ~ x + z | g + t, d, ~g)),
    one("three", "3 absorbed", y ~ x + z + factor(g) + factor(t) + factor(h), kept, c("x", "z"), "g"),
    one("slopes", "slopes by level", y ~ x + factor(g) + factor(g):z, kept, "x", "g"),
    one("separated", "2 absorbed", y ~ x + z + factor(g) + factor(t), kept[kept$s == 0, ], c("x", "z"), "g")),
  weighted = list(binary("logit", binomial()), binary("probit", binomial("probit")))
), "absorbed-poisson.json", digits = I(17), auto_unbox = TRUE, pretty = 1)
