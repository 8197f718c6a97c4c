package com.afftok.management.sale.order;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/// Lists of orders that somebody compares.
record OrderLists(SignedIn caller) {

    static final String PATH = "/api/conversions/order-lists";

    static String id(HttpResponse<String> answer) {
        return RunningApi.member(answer, "id");
    }

    /// Compares a file with the sales of yesterday, today and tomorrow.
    HttpResponse<String> compare(String csv) {
        return compare(csv, "");
    }

    /// @param more members of the request, each after a comma
    HttpResponse<String> compare(String csv, String more) {
        return caller.post(PATH, body(csv, more));
    }

    HttpResponse<String> compare(String csv, String from, String to, String more) {
        return caller.post(PATH, body(csv, from, to, more));
    }

    String body(String csv, String more) {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        return body(csv, now.minus(day).toString(), now.plus(day).toString(), more);
    }

    private static String body(String csv, String from, String to, String more) {
        return "{\"csv\":%s,\"from\":\"%s\",\"to\":\"%s\"%s}"
                .formatted(new TextNode(csv), from, to, more);
    }

    String path(HttpResponse<String> list, String of) {
        return PATH + '/' + id(list) + '/' + of;
    }

    String lines(HttpResponse<String> list, String query) {
        return caller.get(path(list, "lines?limit=100&" + query)).body();
    }
}
