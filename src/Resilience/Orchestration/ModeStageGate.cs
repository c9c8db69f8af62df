using Resilience.Stages;

namespace Resilience.Orchestration;

/// <summary>Lets stages run in the modes that they were declared for.</summary>
internal sealed class ModeStageGate(
    OperationModeControl control,
    IReadOnlyDictionary<string, (IReadOnlySet<OperationMode> Modes, StageModeAction Outside)> stages)
    : IStageGate
{
    public ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken)
    {
        OperationMode mode = control.Mode;
        if (!stages.TryGetValue(stage.Stage.Name, out (IReadOnlySet<OperationMode> Modes, StageModeAction Outside) plan)
            || plan.Modes.Contains(mode))
        {
            return new(StageGateDecision.Proceed);
        }

        string reason = $"the operation mode is {mode}";
        return new(plan.Outside switch
        {
            StageModeAction.Skip => StageGateDecision.Skip(reason),
            StageModeAction.Degrade => StageGateDecision.Degrade(reason),
            _ => StageGateDecision.Refuse(new(RejectionReason.FeatureDisabled, stage.Stage.Name), reason),
        });
    }
}
