namespace Resilience.Stages;

/// <summary>
/// Several gates before a stage, asked in order. The first that does not let it pass decides; one that has it degraded lets it pass, so the
/// others are still asked.
/// </summary>
internal sealed class StageGates(IStageGate[] gates) : IStageGate
{
    public static IStageGate? Of(IReadOnlyCollection<IStageGate> gates) => gates.Count switch
    {
        0 => null,
        1 => gates.First(),
        _ => new StageGates([.. gates]),
    };

    public async ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken)
    {
        StageGateDecision answer = StageGateDecision.Proceed;
        foreach (IStageGate gate in gates)
        {
            StageGateDecision decision = await gate.CheckAsync(stage, cancellationToken).ConfigureAwait(false);
            if (decision.Action == StageGateAction.Degrade)
                answer = decision;
            else if (decision.Action != StageGateAction.Proceed)
                return decision;
        }

        return answer;
    }
}
