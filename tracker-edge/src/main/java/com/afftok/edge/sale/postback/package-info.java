/// The endpoint of postbacks: proof, limit, record, answer.
@NullMarked
package com.afftok.edge.sale.postback;

import org.jspecify.annotations.NullMarked;
