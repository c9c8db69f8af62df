namespace Resilience.AotSmoke;

/// <summary>Bulkheads whose permits are held by hand, and dedicated threads.</summary>
internal static class BulkheadScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("bulkhead");
        var bulkhead = new Bulkhead(new() { Name = "narrow", PermitLimit = 1, QueueLimit = 1, QueueTimeout = TimeSpan.FromMinutes(1) });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "narrow" }.AddBulkhead(bulkhead).Build();
        Stage.Say("pipeline", pipeline);
        await Stage.TryAsync("free", () => pipeline.ExecuteAsync(new Service(0).AnswerAsync));

        BulkheadPermit permit = await bulkhead.EnterAsync();
        ValueTask<string> waiting = pipeline.ExecuteAsync(new Service(0).AnswerAsync);
        Stage.Say("full", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Stage.Try("full, synchronous", () => pipeline.Execute(static _ => 42));
        permit.Dispose();
        permit.Dispose();
        await Stage.TryAsync("after a wait", () => waiting);

        using (bulkhead.Enter())
        {
            bulkhead.Resize(2);
            Stage.Say("resized", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        }

        BulkheadSnapshot snapshot = bulkhead.Snapshot();
        Stage.Say("counts", $"{snapshot.Admitted} admitted, {snapshot.Waited} waited, {snapshot.Rejected} rejected, {snapshot.InFlight} in flight");

        using var threads = new DedicatedThreads(new() { Name = "own", Threads = 1 });
        Stage.Say("thread", await threads.RunAsync(static _ => Thread.CurrentThread.Name));
        await Stage.TryAsync("throws", () => new ValueTask<int>(threads.RunAsync<int>(static _ => Fail())));
        ResiliencePipeline own = new ResiliencePipelineBuilder { Name = "own" }.AddDedicatedThreads(threads).Build();
        Stage.Say("pipeline", own);
        Stage.Try("synchronous", () => own.Execute(static _ => Thread.CurrentThread.Name));
        await Stage.TryAsync("asynchronous", () => own.ExecuteAsync(new Service(0).AnswerAsync));
    }

    private static int Fail() => throw new TransientException("work");
}
