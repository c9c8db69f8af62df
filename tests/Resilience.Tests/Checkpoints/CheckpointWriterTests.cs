using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed class CheckpointWriterTests : IAsyncDisposable
{
    private static readonly RunKey _run = new("pipeline", "run");
    private readonly GatedLease _lease = new(_run);

    public static TheoryData<CheckpointDurability> Modes => [.. Enum.GetValues<CheckpointDurability>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _lease.DisposeAsync();

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task After_a_flush_all_is_there_in_order(CheckpointDurability mode)
    {
        await using var writer = new CheckpointWriter(_lease, mode);
        for (int i = 0; i < 50; i++)
            await writer.AppendAsync(Drafts.Stage($"{i}"), Token);
        await writer.FlushAsync(Token);
        await writer.FlushAsync(Token);

        _lease.Stages.Should().Equal(Enumerable.Range(0, 50).Select(static i => $"{i}"));
    }

    [Fact]
    public async Task Before_the_next_stage_means_that_the_record_is_there_when_append_returns()
    {
        await using var writer = new CheckpointWriter(_lease, CheckpointDurability.BeforeNextStage);
        _lease.Close();

        Task append = writer.AppendAsync(Drafts.Stage("A"), Token).AsTask();
        append.IsCompleted.Should().BeFalse();
        _lease.Open();
        await append;

        _lease.Stages.Should().Equal("A");
    }

    [Fact]
    public async Task In_the_background_stages_do_not_wait_until_as_many_wait_as_may()
    {
        var writer = new CheckpointWriter(_lease, CheckpointDurability.Background);
        _lease.Close();
        await writer.AppendAsync(Drafts.Stage("first"), Token);
        await _lease.Entered;
        for (int i = 0; i < CheckpointWriter.MostWaiting; i++)
            await writer.AppendAsync(Drafts.Stage($"{i}"), Token);

        Task over = writer.AppendAsync(Drafts.Stage("over"), Token).AsTask();
        over.IsCompleted.Should().BeFalse();
        _lease.Stages.Should().BeEmpty();
        _lease.Open();
        await over;
        await writer.DisposeAsync();

        _lease.Stages.Should().HaveCount(CheckpointWriter.MostWaiting + 2).And.StartWith("first").And.EndWith("over");
    }

    [Fact]
    public async Task At_the_run_s_end_means_that_nothing_is_written_before()
    {
        await using var writer = new CheckpointWriter(_lease, CheckpointDurability.AtRunEnd);
        await writer.AppendAsync(Drafts.Stage("A"), Token);
        await writer.AppendAsync(Drafts.Stage("B"), Token);
        _lease.Stages.Should().BeEmpty();

        await writer.AppendAsync(Drafts.Finished(), Token);

        _lease.Stages.Should().Equal("A", "B", null);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_intent_is_durable_in_every_mode_and_so_is_what_was_before(CheckpointDurability mode)
    {
        await using var writer = new CheckpointWriter(_lease, mode);
        await writer.AppendAsync(Drafts.Stage("A"), Token);
        await writer.AppendAsync(Drafts.Intent("B", 1), Token);

        _lease.Stages.Should().Equal("A", "B");
    }

    [Fact]
    public async Task A_failure_in_the_background_comes_out_at_the_next_call_and_nothing_is_written_behind_it()
    {
        await using var writer = new CheckpointWriter(_lease, CheckpointDurability.Background);
        _lease.Failure = new CheckpointException(CheckpointError.StorageFull, "full");
        await writer.AppendAsync(Drafts.Stage("A"), Token);
        Func<Task> flush = () => writer.FlushAsync(Token).AsTask();
        (await flush.Should().ThrowAsync<CheckpointException>()).Which.Error.Should().Be(CheckpointError.StorageFull);
        _lease.Failure = null;

        Func<Task> append = () => writer.AppendAsync(Drafts.Stage("B"), Token).AsTask();
        Func<Task> finish = () => writer.AppendAsync(Drafts.Finished(), Token).AsTask();

        (await append.Should().ThrowAsync<CheckpointException>()).Which.Error.Should().Be(CheckpointError.StorageFull);
        (await finish.Should().ThrowAsync<CheckpointException>()).Which.Error.Should().Be(CheckpointError.StorageFull);
        _lease.Stages.Should().BeEmpty();
    }

    [Fact]
    public async Task A_flush_that_failed_at_the_run_s_end_can_be_repeated()
    {
        await using var writer = new CheckpointWriter(_lease, CheckpointDurability.AtRunEnd);
        await writer.AppendAsync(Drafts.Stage("A"), Token);
        _lease.Failure = new CheckpointException(CheckpointError.StorageFull, "full");
        Func<Task> flush = () => writer.FlushAsync(Token).AsTask();
        await flush.Should().ThrowAsync<CheckpointException>();
        _lease.Failure = null;
        await flush();

        _lease.Stages.Should().Equal("A");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_malformed_record_is_refused_at_once_in_every_mode(CheckpointDurability mode)
    {
        await using var writer = new CheckpointWriter(_lease, mode);
        CheckpointDraft draft = Drafts.Stage("A");

        Func<Task> append = () => writer.AppendAsync(draft with { Metadata = draft.Metadata with { Stage = "\uD800" } }, Token).AsTask();

        await append.Should().ThrowAsync<ArgumentException>();
    }
}
