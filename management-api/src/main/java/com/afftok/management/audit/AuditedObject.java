package com.afftok.management.audit;

/// What a change was made to, such as `offer` and `7`.
public record AuditedObject(String type, String id) {

    public static AuditedObject of(String type, long id) {
        return new AuditedObject(type, Long.toString(id));
    }
}
