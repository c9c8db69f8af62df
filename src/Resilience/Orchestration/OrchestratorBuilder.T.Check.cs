using Resilience.Checkpoints;
using Resilience.Orchestration;
using Resilience.Pipelines;

namespace Resilience;

// Everything that is wrong with a pipeline is reported at once.
public sealed partial class OrchestratorBuilder<TContext>
{
    private void Check()
    {
        var messages = new List<string>();
        if (_stages.Count == 0)
            messages.Add($"pipeline {Name}: it has no stages; add one.");
        foreach (StagePlan<TContext> stage in _stages)
            stage.Validate(messages);
        foreach (StagePlan<TContext> group in _stages.Where(static stage => stage.Group is not null))
            CheckGroup(group, messages);
        CheckNames(messages);
        CheckModes(messages);
        Backpressure.Validate(new OptionErrors($"pipeline {Name}, {nameof(Backpressure)}", messages));
        if (DefinitionChange.RestartStage is { } restart && _stages.TrueForAll(stage => stage.Name != restart))
            messages.Add($"pipeline {Name}: {nameof(DefinitionChange)} restarts from '{restart}', but there is no such stage.");
        if (messages.Count > 0)
            throw new InvalidPipelineException(messages);
    }

    private static void CheckGroup(StagePlan<TContext> group, List<string> messages)
    {
        if (group.Group!.Branches.Count == 0)
            messages.Add($"stage {group.Name}: it has no branches; add one.");
        else if (group.Group.MaxDegreeOfParallelism < 1)
            messages.Add($"stage {group.Name}: MaxDegreeOfParallelism is {group.Group.MaxDegreeOfParallelism}, but must be 1 or more.");
        if (group.Options.DegradedBody is not null)
            messages.Add($"stage {group.Name}: a parallel group has no DegradedBody; give its branches one.");
    }

    private void CheckNames(List<string> messages)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<StagePlan<TContext>> all = _stages.SelectMany(static stage => stage.Group?.Branches.Prepend(stage) ?? [stage]);
        foreach (string name in all.Select(static stage => stage.Name))
        {
            try
            {
                TextCheck.Name(name, RecordLimits.Stage, nameof(name));
            }
            catch (ArgumentException error)
            {
                messages.Add($"stage '{name}': {error.Message}");
            }

            if (!names.Add(name))
                messages.Add($"pipeline {Name}: two stages are named '{name}'; names must be unique.");
        }
    }

    private void CheckModes(List<string> messages)
    {
        foreach (StagePlan<TContext> stage in _stages)
        {
            if (stage.Options.Modes is not null && _operationMode is null)
            {
                messages.Add($"stage {stage.Name}: Modes is set, but the pipeline has no operation mode; call {nameof(UseOperationMode)}.");
            }

            foreach (StagePlan<TContext> branch in stage.Group?.Branches ?? [])
            {
                if (branch.Options.Modes is not null)
                    messages.Add($"stage {branch.Name}: a branch of a parallel group has no Modes; give them to '{stage.Name}'.");
            }
        }
    }

    private IEnumerable<IStageGate> ModeGates()
    {
        var stages = _stages.Where(static stage => stage.Options.Modes is not null).ToDictionary(
            static stage => stage.Name,
            static stage => (
                (IReadOnlySet<OperationMode>)stage.Options.Modes!.ToHashSet(),
                stage.Options.OutsideModes
                    ?? (stage.Options.DegradedBody is null ? StageModeAction.Skip : StageModeAction.Degrade)),
            StringComparer.Ordinal);
        return stages.Count == 0 ? [] : [new ModeStageGate(_operationMode!, stages)];
    }
}
