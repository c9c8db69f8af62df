using DocumentPipeline.CommandLine;
using DocumentPipeline.Faults;

namespace DocumentPipeline.Running;

/// <summary>The numbers behind the stages' protection.</summary>
internal sealed record ProtectionSettings
{
    private const double BytesPerMegabyte = 1024 * 1024;

    /// <summary>Longest time for one attempt, before the time for the document's size is added; default 10 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What each MiB of the document adds to the time for an attempt; default 10 s.</summary>
    public TimeSpan AttemptTimePerMegabyte { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longest time for attempts of a stage that is made to hang, so that the show is short; default 500 ms. Attempts that do real work
    /// have the usual time.
    /// </summary>
    public TimeSpan HangingAttemptTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts per stage, the first included; default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Wait before the first retry, doubled for each further one, with jitter; default 50 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What a stage that is made slow dawdles; default 300 ms.</summary>
    public TimeSpan Slowness { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Stages that are made to hang, the first attempt or all of them.</summary>
    public IReadOnlyDictionary<string, Fault> HangingStages { get; init; } = new Dictionary<string, Fault>();

    /// <summary>Longest time for one attempt with a document of this size.</summary>
    public TimeSpan AttemptTimeoutFor(long bytes) => AttemptTimeout + (AttemptTimePerMegabyte * (bytes / BytesPerMegabyte));

    /// <summary>Longest time for a stage: all its attempts, and some time for the waits between them.</summary>
    public TimeSpan StageTimeoutFor(long bytes) =>
        (AttemptTimeoutFor(bytes) * MaxAttempts) + TimeSpan.FromSeconds(1) + (RetryDelay * (1 << MaxAttempts));

    /// <summary>Whether an attempt is made to hang.</summary>
    public bool Hangs(string stage, int attempt, int mitigation) =>
        mitigation == 0 && HangingStages.TryGetValue(stage, out Fault fault) && (attempt == 1 || fault == Fault.Hang);

    /// <summary>The numbers for a run with these options.</summary>
    public ProtectionSettings With(ProgramOptions options)
    {
        ProtectionSettings settings = this with
        {
            HangingStages = options.Faults
                .Where(static fault => fault.Value is Fault.Timeout or Fault.Hang)
                .ToDictionary(StringComparer.Ordinal),
        };
        return options.AttemptTimeout is not { } timeout ? settings : settings with
        {
            AttemptTimeout = timeout,
            AttemptTimePerMegabyte = TimeSpan.Zero,
            HangingAttemptTimeout = timeout,
        };
    }
}
