using Resilience.Checkpoints;
using Resilience.Risks;
using Resilience.Stages;

namespace Resilience.Tests.Orchestration;

/// <summary>A run in which happens what was planned.</summary>
internal sealed class PlannedRun : IStageGate, IStageRisks<Trail>
{
    private readonly Works _works = new();
    private readonly DateTimeOffset _start;
    private readonly StageCues[] _stages;
    private readonly Dictionary<string, StageCues> _cues = [];
    private readonly Dictionary<string, string> _keys = [];
    private readonly Dictionary<string, Threshold> _thresholds = [];
    private readonly Orchestrator<Trail> _orchestrator;
    private Action _interrupt = static () => { };

    public PlannedRun(PlannedStage[] plan, CheckpointDurability durability)
    {
        _start = _works.Clock.GetUtcNow();
        _stages = StageCues.Of(plan);
        OrchestratorBuilder<Trail> builder = _works.Builder().UseCheckpoints(_works.Store, durability).UseGate(this).UseRisks(this);
        foreach (StageCues cues in _stages)
        {
            if (cues.Branches.Length == 0)
                builder.AddStage(cues.Name, BodyAsync, stage => Configure(stage, cues));
            else
                builder.AddParallel(cues.Name, group => AddBranches(group, cues.Branches), Merge, stage => Configure(stage, cues));
        }

        _orchestrator = builder.Build();
    }

    public List<string> Starts { get; } = [];

    /// <summary>Makes a move and says how it ended.</summary>
    public async Task<string> DoAsync(Move move, int stage)
    {
        _works.Clock.Advance(TimeSpan.FromSeconds(1));
        using var caller = new CancellationTokenSource();
        _interrupt = caller.Cancel;
        try
        {
            return move switch
            {
                Move.Run => Say(await _orchestrator.RunAsync("1", new(), caller.Token)),
                Move.Resume => Say(await _orchestrator.ResumeAsync("1", cancellationToken: caller.Token)),
                Move.GoBack => Say(await _orchestrator.ResumeFromAsync("1", _stages[stage % _stages.Length].Name, cancellationToken: caller.Token)),
                _ => (await _orchestrator.CancelAsync("1", _works.Test)).ToString(),
            };
        }
        catch (RunException error)
        {
            return error.Code;
        }
        catch (OperationCanceledException error) when (error.CancellationToken == caller.Token)
        {
            return ErrorCodes.Cancelled;
        }
    }

    public async Task<List<string>> RecordsAsync() => await _works.Store.ReadHistoryAsync(new("works", "1"), _works.Test).Select(static record =>
    {
        CheckpointMetadata data = record.Metadata;
        string status = data.Status == CheckpointStatus.None ? "" : data.Status.ToString();
        string ordinal = data.Mitigation > 0 ? data.Mitigation.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        return string.Join(' ', new[] { data.Kind.ToString(), data.Stage ?? "", status, ordinal }.Where(static word => word.Length > 0));
    }).ToListAsync(_works.Test);

    public async Task<bool> IsIntactAsync() => await _works.Store.VerifyAsync(new("works", "1"), _works.Test) is not { IsIntact: false };

    public ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken)
    {
        Threshold threshold = _thresholds[stage.Stage.Name] = _cues[stage.Stage.Name].NextThreshold();
        return new(threshold switch
        {
            Threshold.Skip => StageGateDecision.Skip("not now"),
            Threshold.Refuse => StageGateDecision.Refuse(new Rejection(RejectionReason.CircuitOpen, "gate")),
            Threshold.Degrade => StageGateDecision.Degrade("do less"),
            _ => StageGateDecision.Proceed,
        });
    }

    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, Trail context, CancellationToken cancellationToken)
    {
        var risk = new DetectedRisk("R1", RiskSeverity.Critical, "too much");
        return _thresholds[stage.Stage.Name] switch
        {
            Threshold.AbortForRisk => new(new RiskAssessment { Detected = [risk], AbortsBecause = risk }),
            Threshold.AssessmentThrows => throw new InvalidOperationException(),
            _ => new(RiskAssessment.None),
        };
    }

    public ValueTask<MitigationResult<Trail>> MitigateAsync(
        StageContext stage, Trail context, StageFailure failure, CancellationToken cancellationToken)
    {
        Remedy remedy = _cues[stage.Stage.Name].NextRemedy();
        if (remedy is Remedy.BeInterrupted or Remedy.RetryThoughInterrupted)
            _interrupt();
        if (remedy == Remedy.BeInterrupted)
            cancellationToken.ThrowIfCancellationRequested();
        return new(remedy switch
        {
            Remedy.Retry or Remedy.RetryThoughInterrupted => MitigationResult.Retry<Trail>("again"),
            Remedy.RetryWith => MitigationResult.RetryWith(context.Then($"retry-{stage.Stage.Name}")),
            Remedy.Continue => MitigationResult.Continue(context.Then($"continue-{stage.Stage.Name}")),
            Remedy.Degrade => MitigationResult.Degrade(context.Then($"degrade-{stage.Stage.Name}")),
            Remedy.Skip => MitigationResult.Skip<Trail>(),
            Remedy.Abort => MitigationResult.Abort<Trail>(),
            Remedy.Throw => throw new InvalidOperationException(),
            _ => MitigationResult.Fail<Trail>(),
        });
    }

    private void Configure(StageOptions<Trail> stage, StageCues cues)
    {
        _cues.Add(cues.Name, cues);
        stage.CircuitBreaker = null;
        stage.MaxMitigations = RunModel.MostMitigations;
        stage.Condition = _ => cues.IsWanted;
    }

    // One after the other, so that it is known what runs.
    private void AddBranches(ParallelGroupBuilder<Trail> group, StageCues[] branches)
    {
        group.MaxDegreeOfParallelism = 1;
        foreach (StageCues branch in branches)
            group.AddBranch(branch.Name, BodyAsync, stage => Configure(stage, branch));
    }

    private static Trail Merge(Trail start, IReadOnlyList<Trail> results)
    {
        int before = start.Steps.Count;
        start.Steps.AddRange(results.SelectMany(result => result.Steps.Skip(before)));
        return start;
    }

    private async ValueTask<Trail> BodyAsync(StageContext stage, Trail trail, CancellationToken cancellationToken)
    {
        string name = $"{stage.Stage.Name}{stage.Mitigation}";
        Starts.Add($"{name} from [{trail}] at {(stage.UtcNow - _start).TotalSeconds}");
        if (!_keys.TryAdd(name, stage.IdempotencyKey) && _keys[name] != stage.IdempotencyKey)
            Starts.Add($"{name} has another key than before");
        _works.Clock.Advance(TimeSpan.FromSeconds(1));
        trail.Steps.Add("spoiled");
        Deed deed = _cues[stage.Stage.Name].NextDeed();
        if (deed is Deed.IsInterrupted or Deed.SucceedsThoughInterrupted)
            _interrupt();
        if (deed is Deed.IsCancelled or Deed.SucceedsThoughCancelled)
            await _orchestrator.CancelAsync("1", CancellationToken.None);
        if (deed is Deed.IsInterrupted or Deed.SucceedsThoughInterrupted or Deed.IsCancelled or Deed.SucceedsThoughCancelled)
            await Heard(cancellationToken);
        switch (deed)
        {
            case Deed.Throws:
                throw new FormatException();
            case Deed.CancelsItself:
                throw new OperationCanceledException();
            case Deed.ReturnsNothing:
                return null!;
            case Deed.IsInterrupted or Deed.IsCancelled:
                throw new OperationCanceledException(cancellationToken);
            case Deed.DoesLess:
                stage.Degrade("less");
                break;
        }

        trail.Steps.RemoveAt(trail.Steps.Count - 1);
        return trail.Then(name);
    }

    private static async Task Heard(CancellationToken cancellationToken)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(heard.SetResult))
            await heard.Task;
    }

    private static string Say(RunResult<Trail> run) =>
        $"{(run.IsRecorded ? "recorded " : "")}{run.Status} [{run.Context}] {run.Stages.Count(static stage => stage.IsDone)}";
}
