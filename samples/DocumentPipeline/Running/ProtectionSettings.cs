using DocumentPipeline.CommandLine;
using DocumentPipeline.Faults;
using DocumentPipeline.Model;

namespace DocumentPipeline.Running;

/// <summary>The numbers behind the stages' protection.</summary>
internal sealed record ProtectionSettings
{
    /// <summary>Longest time for one attempt, before the time for pages is added; default 10 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What each page of the document adds to the time for an attempt; default 50 ms.</summary>
    public TimeSpan AttemptTimePerPage { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Longest time for the first attempt of a stage that is made to hang, so that the show is short; default 500 ms. Later
    /// attempts do real work and have the usual time.
    /// </summary>
    public TimeSpan HangingAttemptTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts per stage, the first included; default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Wait before the first retry, doubled for each further one, with jitter; default 50 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What a stage that is made slow dawdles; default 300 ms.</summary>
    public TimeSpan Slowness { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Stages whose first attempt is made to hang.</summary>
    public IReadOnlySet<string> HangingStages { get; init; } = new HashSet<string>();

    /// <summary>Longest time for one attempt with this document.</summary>
    public TimeSpan AttemptTimeoutFor(DocumentContext context) =>
        AttemptTimeout + (AttemptTimePerPage * (context.Facts?.PageCount ?? 0));

    /// <summary>Longest time for a stage: all its attempts, and some time for the waits between them.</summary>
    public TimeSpan StageTimeoutFor(DocumentContext context) =>
        (AttemptTimeoutFor(context) * MaxAttempts) + TimeSpan.FromSeconds(1) + (RetryDelay * MaxAttempts);

    /// <summary>The numbers for a run with these options.</summary>
    public ProtectionSettings With(ProgramOptions options)
    {
        ProtectionSettings settings = this with
        {
            HangingStages = options.Faults
                .Where(static fault => fault.Value == Fault.Timeout)
                .Select(static fault => fault.Key)
                .ToHashSet(),
        };
        return options.AttemptTimeout is not { } timeout ? settings : settings with
        {
            AttemptTimeout = timeout,
            AttemptTimePerPage = TimeSpan.Zero,
            HangingAttemptTimeout = timeout,
        };
    }
}
