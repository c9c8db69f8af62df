using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

// Alone, for it looks into what all executions of the process share.
[Collection(nameof(FramePoolTests))]
[CollectionDefinition(nameof(FramePoolTests), DisableParallelization = true)]
public sealed class FramePoolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_frame_is_rented_until_it_is_given_back_and_counts_its_executions()
    {
        ExecutionFrame frame = FramePool.Rent();
        long version = frame.Version;
        frame.IsRented.Should().BeTrue();

        FramePool.Return(frame);
        frame.IsRented.Should().BeFalse();

        ExecutionFrame again = FramePool.Rent();
        again.Should().BeSameAs(frame, "a thread uses its last frame again");
        again.Version.Should().BeGreaterThan(version);
        FramePool.Return(again);
    }

    [Fact]
    public void A_frame_that_is_given_back_twice_is_detected_and_not_shared()
    {
        ExecutionFrame frame = FramePool.Rent();
        FramePool.Return(frame);

        ((Action)(() => FramePool.Return(frame))).Should().Throw<InvalidOperationException>();

        ExecutionFrame first = FramePool.Rent();
        ExecutionFrame second = FramePool.Rent();
        first.Should().NotBeSameAs(second);
        FramePool.Return(first);
        FramePool.Return(second);
    }

    [Fact]
    public async Task An_execution_inside_a_callback_has_a_frame_of_its_own()
    {
        var frames = new List<ExecutionFrame>();
        ResiliencePipeline pipeline = Spying(frames);

        await pipeline.ExecuteAsync(async token =>
        {
            await pipeline.ExecuteAsync(static _ => ValueTask.CompletedTask, token);
            await Task.Yield();
            await pipeline.ExecuteAsync(static _ => ValueTask.CompletedTask, token);
        }, Token);

        frames.Should().HaveCount(3);
        frames[1].Should().NotBeSameAs(frames[0]);
        frames[2].Should().NotBeSameAs(frames[0]);
        frames.Should().OnlyContain(static frame => !frame.IsRented);
    }

    [Fact]
    public async Task Executions_at_the_same_time_have_frames_of_their_own_and_give_them_back()
    {
        var frames = new List<ExecutionFrame>();
        ResiliencePipeline pipeline = Spying(frames);
        var gate = new TaskCompletionSource();

        Task[] calls = [.. Enumerable.Range(0, 2000).Select(_ => pipeline.ExecuteAsync(_ => gate.Task, Token).AsTask())];
        frames.Distinct().Should().HaveCount(2000);
        frames.Should().OnlyContain(static frame => frame.IsRented);
        gate.SetResult();
        await Task.WhenAll(calls);

        frames.Should().OnlyContain(static frame => !frame.IsRented);
    }

    [Fact]
    public async Task A_frame_keeps_nothing_of_the_call_it_served()
    {
        var frames = new List<ExecutionFrame>();
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(1)
            .AddStrategy(() => Spy(frames))
            .Build();

        await pipeline.ExecuteAsync(static (_, _) => throw new TestException(), new object(), Token);

        ExecutionFrame frame = frames.Should().ContainSingle().Which;
        frame.ContextOrNull.Should().BeNull();
        frame.CallState.Should().BeNull();
        frame.EntryFault.Should().BeNull();
    }

    [Fact]
    public void The_frames_of_a_thread_that_has_ended_serve_others()
    {
        WeakReference thread = RunOnThreadOfItsOwn(out HashSet<ExecutionFrame> frames);
        for (int i = 0; i < 50 && thread.IsAlive; i++)
            Collect();
        Collect();

        var taken = new ExecutionFrame?[10_000];
        int count = FrameReserve.Take(taken);
        int found = taken.Take(count).Count(frame => frames.Contains(frame!));
        FrameReserve.Give(taken.AsSpan(0, count));

        found.Should().Be(frames.Count);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    // On its own, so that nothing on this stack keeps the thread alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunOnThreadOfItsOwn(out HashSet<ExecutionFrame> frames)
    {
        HashSet<ExecutionFrame> rented = [];
        var thread = new Thread(() =>
        {
            for (int i = 0; i < 40; i++)
                rented.Add(FramePool.Rent());
            foreach (ExecutionFrame frame in rented)
                FramePool.Return(frame);
        });
        thread.Start();
        thread.Join();
        frames = rented;
        return new WeakReference(thread);
    }

    private static ResiliencePipeline Spying(List<ExecutionFrame> frames) =>
        new ResiliencePipelineBuilder().AddStrategy(() => Spy(frames)).Build();

    private static RecordingStrategy Spy(List<ExecutionFrame> frames) => new("spy", [], StrategySteps.Enter)
    {
        OnEnter = (frame, _) =>
        {
            lock (frames)
                frames.Add(frame);
            return EntryVerdict.Proceed;
        },
    };
}
