namespace Resilience.Risks;

/// <summary>A mitigation that a registry remembers.</summary>
public sealed record MitigationRecord
{
    /// <summary>When it ended, by the wall clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The code of the failure.</summary>
    public required string Code { get; init; }

    /// <summary>The risk; null for a failure that no risk matches.</summary>
    public required string? RiskId { get; init; }

    /// <summary>The name of the mitigation that ran, or would have.</summary>
    public required string Mitigation { get; init; }

    /// <summary>Which mitigation of this risk in this stage of this run it was, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What became of the mitigation itself.</summary>
    public required MitigationOutcome Outcome { get; init; }

    /// <summary>What is to happen with the stage.</summary>
    public required MitigationAction Action { get; init; }

    /// <summary>How long it took to decide; zero if it did not run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>One line, without messages of exceptions.</summary>
    public override string ToString() => $"{Pipeline}/{RunId}, {Stage}: {Code}, {RiskId ?? "no risk"}, {Mitigation}: {Outcome}, {Action}";
}
