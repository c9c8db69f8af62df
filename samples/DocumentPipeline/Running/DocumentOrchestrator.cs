using DocumentPipeline.Faults;
using DocumentPipeline.Model;
using DocumentPipeline.Risks;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.Running;

/// <summary>Puts the nine stages on an orchestrator: with checkpoints, risks, and protection around each of them.</summary>
internal static class DocumentOrchestrator
{
    /// <summary>The name of the pipeline, in records and telemetry.</summary>
    public const string Name = "plan-analysis";

    // From so many pages on a stage may not end in time.
    private const int ManyPages = 500;

    // Several risks of one stage may come true, and each may run it again twice.
    private const int MaxMitigations = 6;

    /// <summary>Builds it.</summary>
    public static Orchestrator<DocumentContext> Build(RunSetup setup)
    {
        IReadOnlyList<StageDefinition> stages = StageCatalog.Create(new RunRecords(setup.Store));
        var protection = new Protection(setup.Settings, setup.DocumentBytes, setup.OnRetry, setup.TimeProvider);
        var faults = new FaultInjector(setup.Faults, setup.Settings.Slowness, setup.TimeProvider);
        var builder = new OrchestratorBuilder<DocumentContext>(Name, DocumentJson.Default.DocumentContext)
        {
            TimeProvider = setup.TimeProvider,
            Classifier = DocumentFailures.Classifier,

            // Records all the way down, and no stage writes into a list that it was given: no copies are needed.
            ContextsAreImmutable = true,
        };
        foreach (StageDefinition stage in stages)
        {
            builder.AddStage(stage.Name, faults.Wrap(stage).Invoke, options =>
            {
                options.UsePipeline(protection.For(stage.Name));
                options.Timeout = protection.StageTimeout;
                options.MaxMitigations = MaxMitigations;
            });
        }

        foreach (RunObserver observer in setup.Observers)
        {
            builder.AddObserver(observer);
        }

        var conditions = new RiskConditions(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, ManyPages);
        var mitigations = new Mitigations(StageCatalog.FallbacksOf(stages), setup.Output.Models);
        return builder
            .UseCheckpoints(setup.Store)
            .UseRisks(DocumentRisks.Create(conditions, mitigations, protection.StageTimeout))
            .Build();
    }
}
