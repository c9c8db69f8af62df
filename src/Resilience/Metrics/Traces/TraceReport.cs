namespace Resilience.Metrics.Traces;

/// <summary>A trace as one page of HTML.</summary>
internal static class TraceReport
{
    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">
        """;

    private const string Style = """
        <style>
        :root { color-scheme: light dark; }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
        h1 { font-size: 1.4rem; margin-bottom: .2rem; } h2 { font-size: 1.1rem; margin: 1.8rem 0 .4rem; }
        table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; }
        th, td { padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere; }
        td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-right: 1.2rem; }
        td.moment, td.level { white-space: nowrap; } td.bar { width: 34%; } td.hash { font-family: ui-monospace, monospace; }
        svg { display: block; } .none { opacity: .7; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
        dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
        .good { fill: #2f9e62; color: #2f9e62; } .soft { fill: #d18a00; color: #b07400; } .bad { fill: #d64545; color: #d64545; }
        .idle { fill: #8888; color: inherit; }
        </style>
        """;

    public static void Write(TextWriter writer, RunTrace trace)
    {
        var page = new HtmlPage(writer);
        page.Markup(Head).Markup("\n<title>").Text(trace.RunId).Markup(" – ").Text(trace.Pipeline).Markup("</title>\n").Markup(Style);
        page.Markup("\n</head><body>\n<h1><bdi>").Text(trace.RunId).Markup("</bdi></h1>\n");
        WriteFacts(page, trace);
        WriteStages(page, trace);
        WriteAlerts(page, trace);
        WriteRisks(page, trace);
        WriteMitigations(page, trace);
        WriteCircuits(page, trace);
        WriteChain(page, trace);
        page.Markup("</body></html>\n");
    }

    private static void WriteFacts(HtmlPage page, RunTrace trace)
    {
        TraceAggregates sums = trace.Aggregates;
        page.Markup("<dl><dt>Status</dt><dd class=\"").Markup(trace.Success ? "good" : "bad").Markup("\">").Text(trace.Status);
        if (trace.Failure is { } failure)
            page.Text($" at {failure.StageName}: {failure.Code} {failure.Message}");
        page.Markup("</dd><dt>Pipeline</dt><dd><bdi>").Text(trace.Pipeline).Markup("</bdi></dd>");
        page.Markup("<dt>Began</dt><dd>").Moment(trace.StartedAt).Text(trace.Resumed ? " (resumed)" : "");
        page.Markup("</dd><dt>Took</dt><dd>").Number(trace.DurationMs).Text(" ms; stages ").Number(sums.StageMs);
        page.Text(" ms, assessments ").Number(sums.AssessmentMs).Text(" ms, records ").Number(sums.CheckpointMs).Text(" ms");
        page.Markup("</dd><dt>Stages</dt><dd>").Number(sums.StagesCompleted).Text(" of ").Number(sums.StagesTotal).Text(" done");
        page.Markup("</dd><dt>Definition</dt><dd>").Text(trace.DefinitionHash);
        if (trace.ForkedFrom is not null)
            page.Markup("</dd><dt>Forked from</dt><dd>").Text(trace.ForkedFrom);
        if (trace.Omitted > 0)
            page.Markup("</dd><dt>Left out</dt><dd>").Number(trace.Omitted).Text(" entries, because there were too many");
        page.Markup("</dd></dl>\n");
    }

    private static void WriteStages(HtmlPage page, RunTrace trace) => page.Table(
        "Stages",
        [.. trace.Stages.SelectMany(Flat)],
        ["Stage", "Status", "Timeline", "ms", "Attempts", "Circuit", "Reason"],
        stage =>
        {
            page.Cell(stage.StageName);
            page.Markup("<td class=\"").Markup(ClassOf(stage)).Markup("\">").Text(stage.Status).Markup("</td>");
            WriteBar(page, trace, stage);
            page.Cell(stage.DurationMs).Cell(stage.Attempts).Cell(stage.CircuitState);
            page.Cell(string.Join(
                ": ", new[] { stage.Failure?.Code, stage.Failure?.Message, stage.Reason }.Where(static text => text is not null)));
        });

    private static void WriteBar(HtmlPage page, RunTrace trace, TraceStage stage)
    {
        page.Markup("<td class=\"bar\">");
        double whole = Math.Max(trace.DurationMs, 0.001);
        if (stage.StartedAt is { } startedAt && startedAt >= trace.StartedAt)
        {
            double from = Math.Clamp((startedAt - trace.StartedAt).TotalMilliseconds / whole * 100, 0, 99);
            page.Markup("<svg width=\"100%\" height=\"14\" role=\"img\"><rect y=\"2\" height=\"10\" rx=\"2\" x=\"").Percent(from);
            page.Markup("\" width=\"").Percent(Math.Clamp(stage.DurationMs / whole * 100, 0.5, 100 - from));
            page.Markup("\" class=\"").Markup(ClassOf(stage)).Markup("\"/></svg>");
        }

        page.Markup("</td>");
    }

    private static void WriteAlerts(HtmlPage page, RunTrace trace) => page.Table(
        "Alerts",
        trace.Alerts,
        ["Level", "When", "Message"],
        alert =>
        {
            string look = alert.Level is "CRITICAL" or "ERROR" ? "bad" : alert.Level == "WARNING" ? "soft" : "idle";
            page.Markup("<td class=\"level ").Markup(look).Markup("\">").Text(alert.Level).Markup("</td>");
            page.Cell(alert.Timestamp).Cell(alert.Message);
        });

    private static void WriteRisks(HtmlPage page, RunTrace trace) => page.Table(
        "Risks found",
        [.. trace.Stages.SelectMany(Flat).SelectMany(static stage => stage.Risks.Select(risk => (stage.StageName, Risk: risk)))],
        ["Stage", "Risk", "Name", "Category", "Severity", "What was found"],
        found => page.Cell(found.StageName).Cell(found.Risk.RiskId).Cell(found.Risk.Name).Cell(found.Risk.Category)
            .Cell(found.Risk.Severity).Cell(found.Risk.Message));

    private static void WriteMitigations(HtmlPage page, RunTrace trace) => page.Table(
        "Mitigations",
        [
            .. trace.Stages.SelectMany(Flat)
                .SelectMany(static stage => stage.MitigationAttempts.Select(one => (stage.StageName, Attempt: one))),
        ],
        ["Stage", "No.", "Risk", "Severity", "Action", "Outcome", "After", "Reason"],
        tried => page.Cell(tried.StageName).Cell(tried.Attempt.Ordinal).Cell(tried.Attempt.RiskId).Cell(tried.Attempt.Severity)
            .Cell(tried.Attempt.Action).Cell(tried.Attempt.Outcome).Cell(tried.Attempt.FailureCode).Cell(tried.Attempt.Reason));

    private static void WriteCircuits(HtmlPage page, RunTrace trace)
    {
        page.Table(
            "Circuits",
            trace.CircuitBreakers,
            ["Circuit", "Stages", "State", "Calls", "Failures"],
            circuit => page.Cell(circuit.Name).Cell(string.Join(", ", circuit.Stages)).Cell(circuit.State)
                .Cell(circuit.TotalCalls).Cell(circuit.Failures));
        if (trace.CircuitBreakers.Any(static circuit => circuit.Transitions.Count > 0))
        {
            page.Table(
                "Transitions",
                [
                    .. trace.CircuitBreakers.SelectMany(
                        static circuit => circuit.Transitions.Select(change => (circuit.Name, Change: change))),
                ],
                ["When", "Circuit", "From", "To", "Why"],
                told => page.Cell(told.Change.Timestamp).Cell(told.Name).Cell(told.Change.From).Cell(told.Change.To)
                    .Cell(told.Change.DuringRun ? told.Change.Reason : $"{told.Change.Reason} (before this run)"));
        }
    }

    private static void WriteChain(HtmlPage page, RunTrace trace)
    {
        string? before = null;
        page.Table(
            "Chain of records",
            trace.Checkpoints,
            ["No.", "Kind", "Stage", "When", "Bytes", "SHA-256", "Follows"],
            record =>
            {
                page.Cell(record.Sequence).Cell(record.Kind).Cell(record.StageName).Cell(record.RecordedAt).Cell(record.StoredLength);
                page.Markup("<td class=\"hash\" title=\"").Text(record.Hash).Markup("\">").Text(Short(record.Hash)).Markup("</td>");
                page.Markup("<td class=\"hash\">").Text(Short(record.PreviousHash));
                page.Text(before is null ? "" : before == record.PreviousHash ? " ✓" : " – not the one above").Markup("</td>");
                before = record.Hash;
            });
    }

    private static IEnumerable<TraceStage> Flat(TraceStage stage) => stage.Branches.SelectMany(Flat).Prepend(stage);

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    private static string ClassOf(TraceStage stage) => stage.Status switch
    {
        "completed" or "resumed" => "good",
        "mitigated" or "degraded" => "soft",
        "failed" or "aborted" => "bad",
        _ => "idle",
    };
}
