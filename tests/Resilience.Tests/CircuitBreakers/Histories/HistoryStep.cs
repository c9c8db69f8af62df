namespace Resilience.CircuitBreakers.Histories;

/// <summary>One thing that is done to a breaker while another thread does its own: when it began and ended, and what came of it.</summary>
internal sealed class HistoryStep
{
    /// <summary>What is done; null if somebody looks.</summary>
    public required CircuitStep? Step { get; init; }

    /// <summary>Its place in the history: the name of the permit or hold that it asks for.</summary>
    public required int Place { get; init; }

    /// <summary>The place of the permit or hold that it ends; or a number to make dice and hints of.</summary>
    public required int Number { get; init; }

    public double Dice => Number / 1001.0;

    public TimeSpan? Hint => Step == CircuitStep.FailWithHint ? TimeSpan.FromMilliseconds(Number * 90) : null;

    public long Began { get; set; }

    public long Ended { get; set; }

    /// <summary>What the breaker answered; empty if it does not answer.</summary>
    public string Result { get; set; } = "";

    public override string ToString() => $"{Place}: {Step?.ToString() ?? "Look"} {Number} → {Result} [{Began} – {Ended}]";
}
