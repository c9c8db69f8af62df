namespace Resilience.Presets;

/// <summary>What presets differ in. The defaults are those of a standard pipeline and of a retry budget.</summary>
internal sealed record PresetNumbers
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public int MaxAttempts { get; init; } = 3;

    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    public double BudgetRatio { get; init; } = 0.2;

    public int BudgetMinimum { get; init; } = 10;

    public TimeSpan BudgetWindow { get; init; } = TimeSpan.FromSeconds(10);

    public double FailureRatio { get; init; } = 0.5;

    public int MinimumCalls { get; init; } = 20;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan MaxBreakDuration { get; init; } = TimeSpan.FromMinutes(5);

    public int Probes { get; init; } = 1;

    public int SuccessesToClose { get; init; } = 1;

    public int PermitLimit { get; init; } = 100;

    public int QueueLimit { get; init; }

    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public void ApplyTo(StandardPipelineOptions options, TimeProvider timeProvider)
    {
        options.Timeout = new() { Timeout = Timeout };
        options.Retry = new()
        {
            MaxAttempts = MaxAttempts,
            Backoff = Backoff.Exponential(BaseDelay).WithCeiling(MaxDelay),
            Budget = new(new() { Ratio = BudgetRatio, MinimumPerWindow = BudgetMinimum, Window = BudgetWindow }, timeProvider),
        };
        options.CircuitBreaker = new()
        {
            FailureRatio = FailureRatio,
            MinimumCalls = MinimumCalls,
            Window = CircuitWindow.Time(Window),
            BreakDuration = BreakDuration,
            MaxBreakDuration = MaxBreakDuration,
            Probes = Probes,
            SuccessesToClose = SuccessesToClose,
        };
        options.Bulkhead = new() { PermitLimit = PermitLimit, QueueLimit = QueueLimit, QueueTimeout = QueueTimeout };
        options.AttemptTimeout!.Timeout = AttemptTimeout;
    }
}
