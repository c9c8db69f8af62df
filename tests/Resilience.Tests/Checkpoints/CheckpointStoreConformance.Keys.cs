using System.Text;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public abstract partial class CheckpointStoreConformance
{
    private static readonly CheckpointKey _first = new(1, Encoding.ASCII.GetBytes(new string('1', 32)));
    private static readonly CheckpointKey _second = new(2, Encoding.ASCII.GetBytes(new string('2', 32)));

    [Theory]
    [InlineData(CheckpointProtection.Authenticate)]
    [InlineData(CheckpointProtection.Encrypt)]
    public async Task Protected_records_come_back_as_they_were(CheckpointProtection protection)
    {
        _store = Create(protection, new CheckpointKeyRing(_first), 1024 * 1024);
        await using IRunLease lease = await StartAsync();
        await lease.AppendAsync(Drafts.Stage("A", "secret"), Token);
        await lease.AppendAsync(Drafts.Intent("B", 1), Token);

        CheckpointRecord? read = await Store.ReadAsync(Run, 2, Token);

        Drafts.Text(read).Should().Be("secret");
        lease.History.Should().OnlyContain(static info => info.IsAuthenticated);
        lease.History.Select(static info => info.IsEncrypted)
            .Should().Equal(protection == CheckpointProtection.Encrypt, protection == CheckpointProtection.Encrypt, false);
        (await Store.VerifyAsync(Run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task Keys_can_change_while_a_run_exists()
    {
        var keys = new Rotating { Now = _first };
        _store = Create(CheckpointProtection.Encrypt, keys, 1024 * 1024);
        await (await StartAsync()).DisposeAsync();
        keys.Now = _second;
        await using (IRunLease lease = await Store.AcquireAsync(Run, cancellationToken: Token))
            await lease.AppendAsync(Drafts.Stage("A", "new key"), Token);

        Drafts.Text(await Store.ReadAsync(Run, 1, Token)).Should().Be("input");
        Drafts.Text(await Store.ReadAsync(Run, 3, Token)).Should().Be("new key");
    }

    [Fact]
    public async Task A_record_whose_key_is_gone_is_refused_and_never_given_up()
    {
        var keys = new Rotating { Now = _first };
        _store = Create(CheckpointProtection.Encrypt, keys, 1024 * 1024);
        await (await StartAsync()).DisposeAsync();
        keys.Now = _second;
        keys.Forgotten = true;

        (await RefusalOf(() => Store.ReadAsync(Run, 1, Token).AsTask())).Should().Be(CheckpointError.KeyMissing);
        (await RefusalOf(() => Store.AcquireAsync(Run, new() { Corruption = CorruptionPolicy.UseLastGood }, Token).AsTask()))
            .Should().Be(CheckpointError.KeyMissing);
        (await Store.FindRunAsync(Run, Token))!.Status.Should().Be(RunStatus.Damaged);
        (await Store.VerifyAsync(Run, Token))!.Findings.Should().ContainSingle().Which.Error.Should().Be(CheckpointError.KeyMissing);
        keys.Forgotten = false;
        Drafts.Text(await Store.ReadAsync(Run, 1, Token)).Should().Be("input");
    }

    [Fact]
    public async Task A_key_provider_that_throws_leaves_the_run_as_it_was()
    {
        var keys = new Rotating { Now = _first };
        _store = Create(CheckpointProtection.Authenticate, keys, 1024 * 1024);
        IRunLease lease = await StartAsync();
        keys.Fault = new TestException("no vault");
        await ((Func<Task>)(() => lease.AppendAsync(Drafts.Stage("A"), Token).AsTask())).Should().ThrowAsync<TestException>();
        keys.Fault = null;
        (await lease.AppendAsync(Drafts.Stage("A"), Token)).Sequence.Should().Be(2);
        await lease.DisposeAsync();

        keys.Fault = new TestException("no vault");
        await ((Func<Task>)(() => Store.AcquireAsync(Run, cancellationToken: Token).AsTask())).Should().ThrowAsync<TestException>();
        await ((Func<Task>)(() => Store.ReadAsync(Run, 1, Token).AsTask())).Should().ThrowAsync<TestException>();
        keys.Fault = null;
        await using IRunLease next = await Store.AcquireAsync(Run, cancellationToken: Token);
        next.History.Should().HaveCount(3).And.OnlyContain(static info => info.IsAuthenticated);
    }

    private sealed class Rotating : ICheckpointKeyProvider
    {
        public CheckpointKey Now { get; set; } = _first;

        public bool Forgotten { get; set; }

        public Exception? Fault { get; set; }

        public CheckpointKey Current => Fault is null ? Now : throw Fault;

        public CheckpointKey? Find(int id) => Fault is not null ? throw Fault : Forgotten && id != Now.Id ? null : id == 1 ? _first : id == 2 ? _second : null;
    }
}
