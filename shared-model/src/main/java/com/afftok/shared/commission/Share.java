package com.afftok.shared.commission;

import com.afftok.shared.money.Money;

/// A recruiter's share. It does not reduce the promoter's commission.
public record Share(Recruiter recruiter, Money amount) {}
