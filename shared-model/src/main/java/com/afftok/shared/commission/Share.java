package com.afftok.shared.commission;

import com.afftok.shared.money.Money;

/// What a recruiter earns beside a promoter's commission, which is not less for it.
public record Share(Recruiter recruiter, Money amount) {}
