namespace Resilience.Timing;

/// <summary>A state of <see cref="CellModel"/>: the cell, what each thread has in its hands, and what only the checker knows.</summary>
internal readonly record struct CellState
{
    public CellState()
    {
    }

    // The cell.
    public Gate Gate { get; init; }

    public int GateVersion { get; init; }

    public int Version { get; init; }

    public int Source { get; init; }

    public int Due { get; init; }

    public int FiredDue { get; init; }

    public bool CellHasCaller { get; init; }

    // The owner.
    public int Attempt { get; init; }

    public OwnerStep OwnerAt { get; init; }

    public Gate Closed { get; init; }

    public bool Keeps { get; init; }

    public bool OwnsRegistration { get; init; }

    // The sweeper.
    public SweeperStep SweeperAt { get; init; }

    public int SeenVersion { get; init; }

    public int SeenDue { get; init; }

    public int SeenSource { get; init; }

    public Gate Wants { get; init; }

    // The caller and its registration.
    public CallerStep CallerAt { get; init; }

    public bool CallerCancelled { get; init; }

    public int Registered { get; init; }

    public int Running { get; init; }

    // The world.
    public int Now { get; init; }

    public int Sources { get; init; }

    public int CancelledSources { get; init; }

    // The checker: for whom each thread acts, how often this attempt fired, and what went wrong.
    public int SeenAttempt { get; init; }

    public int RunningFor { get; init; }

    public int Fires { get; init; }

    public string? Violation { get; init; }

    public bool IsSourceCancelled(int source) => (CancelledSources & (1 << source)) != 0;

    public CellState ForgetSeen() => this with
    {
        SweeperAt = SweeperStep.ReadGate,
        SeenVersion = 0,
        SeenDue = 0,
        SeenSource = 0,
        SeenAttempt = 0,
        Wants = Gate.Shut,
    };

    /// <summary>Cancels a source on behalf of an attempt: it must not be one that a later attempt holds or will get.</summary>
    public CellState Cancel(int source, int attempt) => this with
    {
        CancelledSources = CancelledSources | (1 << source),
        Violation = source == 0 ? "something cancelled a source that was gone"
            : source == Source && attempt != Attempt ? "the source of a later attempt was cancelled"
            : Violation,
    };
}
