using Resilience.Risks;

namespace Resilience;

/// <summary>Does something about a risk that has come true.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
/// <remarks>One instance serves all runs, so it must be thread-safe. It runs on a thread of the pool.</remarks>
public interface IMitigation<TContext>
{
    /// <summary>Decides what is to happen after a stage has failed.</summary>
    /// <param name="arguments">The stage, its context, the failure and the risk. The context must not be changed.</param>
    /// <param name="cancellationToken">Cancelled with the run, and when the time of the mitigation is up.</param>
    /// <returns>
    /// What is to happen; the default fails the run. If this throws, the run fails as well, with what the stage failed with.
    /// </returns>
    ValueTask<MitigationResult<TContext>> MitigateAsync(MitigationArguments<TContext> arguments, CancellationToken cancellationToken);
}
