# Standard errors of glm started again at its own solution. R takes the weights of the iteration before the last: after a
# first fit they are off by up to 1e-7 relative, after some more by rounding. Run in this folder: Rscript 08-likelihood-errors.R
library(jsonlite)
again <- function(id, f, data, family) {
  control <- glm.control(epsilon = 1e-15, maxit = 100)
  first <- glm(f, family, data, control = control)
  second <- first
  # Once is enough where the information is the observed one; more does no harm.
  for (i in 1:10) second <- glm(f, family, data, start = coef(second), control = control)
  X <- model.matrix(second)
  eta <- drop(X %*% coef(second))
  w <- family$mu.eta(eta)^2 / family$variance(family$linkinv(eta))
  se <- sqrt(diag(summary(second)$cov.unscaled))
  stopifnot(max(abs(se / sqrt(diag(solve(crossprod(X * sqrt(w))))) - 1)) < 1e-11)
  early <- max(abs(sqrt(diag(summary(first)$cov.unscaled)) / se - 1))
  list(id = id, se = unname(se), first_fit_off_by = early)
}
d <- read.csv("recreation.csv")
d$ski1 <- as.integer(d$ski == "yes"); d$fee <- as.integer(d$userfee == "yes")
h <- read.csv("hmda.csv"); h$y <- as.integer(h$deny == "yes"); h$black <- as.integer(h$afam == "yes")
p <- read.csv("agglomeration-prepared.csv", encoding = "UTF-8")
raw <- read.csv("../../specs/agglomeration/data/agglomeration-complete.csv", encoding = "UTF-8")
raw <- raw[order(raw$city, raw$year, method = "radix"), ]
p$ai_mentions <- raw$ai_mentions; p$high <- as.integer(p$AGG > median(p$AGG))
write_json(list(models = list(
  again("poisson", trips ~ quality + ski1 + income + fee + costC + costS + costH, d, poisson()),
  again("poisson_ai", ai_mentions ~ TIN + POS + NUE + GRA, p, poisson()),
  again("poisson_ai_city_dummies", ai_mentions ~ TIN + GRA + factor(city) + factor(year), p, poisson()),
  again("logit", y ~ pirat + black, h, binomial()),
  again("logit_high", high ~ TIN + GRA, p, binomial())
)), "likelihood-errors.json", digits = NA, auto_unbox = TRUE, pretty = 1)
