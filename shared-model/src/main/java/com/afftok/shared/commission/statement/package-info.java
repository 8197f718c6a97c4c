/// The statements that read what a commission depends on, which both services run.
@NullMarked
package com.afftok.shared.commission.statement;

import org.jspecify.annotations.NullMarked;
