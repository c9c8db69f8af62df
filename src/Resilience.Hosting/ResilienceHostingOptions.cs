using Resilience.Checkpoints;

namespace Resilience.Hosting;

/// <summary>What a host does about runs when it starts and stops.</summary>
public sealed class ResilienceHostingOptions
{
    /// <summary>
    /// Whether runs that were interrupted go on when the application has started: of all pipelines of stages that have checkpoints. The
    /// default is false. Start-up does not wait for them, and what fails is logged.
    /// </summary>
    public bool RecoverRuns { get; set; }

    /// <summary>
    /// Which of the interrupted runs go on, with <see cref="RecoverRuns"/>: is given the pipeline and the head of the run. Null, the
    /// default, for all. What it throws keeps that run from going on, and is logged.
    /// </summary>
    public Func<IOrchestrator, RunHead, bool>? RecoverRun { get; set; }

    /// <summary>
    /// How many runs, of all pipelines together, are recovered at the same time: from 1 to 10,000. The default is 4.
    /// </summary>
    public int MaxConcurrentRecoveries { get; set; } = 4;

    /// <summary>
    /// Whether runs that are under way are interrupted at shutdown, and new ones refused. The default is true. Otherwise they go on until
    /// the process ends, and are interrupted by that.
    /// </summary>
    public bool DrainRuns { get; set; } = true;
}
