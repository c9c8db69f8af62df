namespace Resilience.Hosting.Configuration.Tables;

/// <summary>A backoff as settings change it.</summary>
internal sealed class BackoffDraft
{
    private readonly Backoff _before;

    public BackoffDraft()
        : this(Backoff.Default)
    {
    }

    public BackoffDraft(Backoff? before)
    {
        _before = before ?? Backoff.Default;
        (Shape, BaseDelay, Jitter) = (_before.Shape, _before.BaseDelay, _before.Jitter);
    }

    public BackoffShape Shape { get; set; }

    public TimeSpan BaseDelay { get; set; }

    public double? Multiplier { get; set; }

    public TimeSpan? Ceiling { get; set; }

    public Jitter Jitter { get; set; }

    public Backoff Build()
    {
        Backoff backoff = Shape switch
        {
            BackoffShape.Constant => Backoff.Constant(BaseDelay, Jitter),
            BackoffShape.Linear => Backoff.Linear(BaseDelay, Jitter),
            BackoffShape.Fibonacci => Backoff.Fibonacci(BaseDelay, Jitter),
            _ => Backoff.Exponential(BaseDelay, Multiplier ?? (_before.Shape == BackoffShape.Exponential ? _before.Multiplier : 2), Jitter),
        };

        // A ceiling that was not set for this base delay does not cut it.
        return backoff.WithCeiling(Ceiling ?? (BaseDelay > _before.Ceiling ? BaseDelay : _before.Ceiling));
    }
}
