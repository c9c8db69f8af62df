using Resilience.Risks;

namespace Resilience;

/// <summary>Judges stages: what may go wrong before they begin, and what is to be done after they have failed.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
/// <remarks>
/// One instance serves all runs, so it must be thread-safe. The contexts that it is given must not be changed: what is to be changed is
/// returned. Whatever it throws is logged; an assessment that throws found nothing, a mitigation that throws leaves the failure as it is.
/// </remarks>
public interface IStageRisks<TContext>
{
    /// <summary>Looks for risks before a stage begins.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="context">The context that it is about to get.</param>
    /// <param name="cancellationToken">Cancelled when the run is.</param>
    /// <returns>What was found.</returns>
    ValueTask<RiskAssessment> AssessAsync(StageContext stage, TContext context, CancellationToken cancellationToken);

    /// <summary>Decides what is to happen after a stage has failed, or was refused, for good.</summary>
    /// <param name="stage">The stage as it ran: <see cref="StageContext.Mitigation"/> says how often it was run again already.</param>
    /// <param name="context">The context that it had begun with, untouched.</param>
    /// <param name="failure">What ended it.</param>
    /// <param name="cancellationToken">Cancelled when the run is.</param>
    /// <returns>What is to happen.</returns>
    ValueTask<MitigationResult<TContext>> MitigateAsync(
        StageContext stage, TContext context, StageFailure failure, CancellationToken cancellationToken);
}
