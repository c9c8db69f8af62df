using Microsoft.Extensions.Time.Testing;
using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Builds pipelines whose stages write their names down, and remembers what ran.</summary>
internal sealed class Works
{
    private readonly Lock _lock = new();
    private readonly List<string> _ran = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public InMemoryCheckpointStore Store { get; } = new();

    public CancellationToken Test { get; } = TestContext.Current.CancellationToken;

    /// <summary>The stages whose code was started, in order.</summary>
    public IReadOnlyList<string> Ran
    {
        get
        {
            lock (_lock)
                return [.. _ran];
        }
    }

    public OrchestratorBuilder<Trail> Builder(string name = "works") => new(name, TrailJson.Default.Trail) { TimeProvider = Clock };

    /// <summary>A pipeline of stages that do nothing but write their names down, with checkpoints.</summary>
    public Orchestrator<Trail> Plain(params string[] stages)
    {
        OrchestratorBuilder<Trail> builder = Builder().UseCheckpoints(Store);
        foreach (string stage in stages)
            builder.AddStage(stage, Step);
        return builder.Build();
    }

    /// <summary>The code of a stage: writes its name down, in the context and here.</summary>
    public ValueTask<Trail> Step(StageContext stage, Trail trail, CancellationToken cancellationToken)
    {
        Started(stage);
        return new(trail.Then(stage.Stage.Name));
    }

    public void Started(StageContext stage)
    {
        lock (_lock)
            _ran.Add(stage.Stage.Name);
    }

    /// <summary>All records of a run, by kind and stage.</summary>
    public async Task<List<string>> RecordsAsync(string runId, string pipeline = "works")
    {
        var records = new List<string>();
        await foreach (CheckpointInfo record in Store.ReadHistoryAsync(new(pipeline, runId), Test))
            records.Add($"{record.Metadata.Kind} {record.Metadata.Stage}".Trim());
        return records;
    }
}
