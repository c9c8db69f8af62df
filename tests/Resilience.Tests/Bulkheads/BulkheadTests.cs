namespace Resilience.Bulkheads;

public sealed class BulkheadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_defaults_are_100_permits_and_no_queue()
    {
        var bulkhead = new Bulkhead();
        for (int i = 0; i < 100; i++)
            bulkhead.TryEnter(out _).Should().BeTrue();
        bulkhead.TryEnter(out BulkheadPermit permit).Should().BeFalse();
        permit.IsGranted.Should().BeFalse();
        permit.Rejection!.Reason.Should().Be(RejectionReason.BulkheadFull);
        permit.Rejection.Component.Should().Be("bulkhead");
        bulkhead.ToString().Should().Be("bulkhead (100 permits, none may wait)");
    }

    [Fact]
    public void A_permit_given_back_can_be_taken_again()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1 });
        for (int i = 0; i < 3; i++)
        {
            bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
            bulkhead.TryEnter(out _).Should().BeFalse();
            permit.Dispose();
        }

        BulkheadSnapshot snapshot = bulkhead.Snapshot();
        snapshot.Admitted.Should().Be(3);
        snapshot.RejectedFull.Should().Be(3);
        snapshot.InFlight.Should().Be(0);
        snapshot.Peak.Should().Be(1);
    }

    [Fact]
    public void A_permit_disposed_of_twice_or_as_a_copy_frees_one_place_only()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 3 });
        bulkhead.TryEnter(out BulkheadPermit first);
        bulkhead.TryEnter(out BulkheadPermit second);
        BulkheadPermit copy = first;
        first.Dispose();
        copy.Dispose();
        first.Dispose();
        default(BulkheadPermit).Dispose();
        bulkhead.Snapshot().InFlight.Should().Be(1);

        // The same memory serves the next permit: the old ones still do nothing.
        bulkhead.TryEnter(out BulkheadPermit third);
        copy.Dispose();
        bulkhead.Snapshot().InFlight.Should().Be(2);
        second.Dispose();
        third.Dispose();
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_call_waits_for_a_permit_and_gets_it()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        bulkhead.TryEnter(out BulkheadPermit first);
        ValueTask<BulkheadPermit> waiting = bulkhead.EnterAsync(cancellationToken: Token);
        waiting.IsCompleted.Should().BeFalse();
        bulkhead.Snapshot().Queued.Should().Be(1);
        first.Dispose();
        using (await waiting)
            bulkhead.Snapshot().InFlight.Should().Be(1);
        BulkheadSnapshot snapshot = bulkhead.Snapshot();
        snapshot.InFlight.Should().Be(0);
        snapshot.Waited.Should().Be(1);
        snapshot.Admitted.Should().Be(2);
    }

    [Fact]
    public void A_synchronous_call_waits_on_its_own_thread()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        bulkhead.TryEnter(out BulkheadPermit first);
        int ran = 0;
        var thread = new Thread(() =>
        {
            using (bulkhead.Enter(cancellationToken: Token))
                ran = Environment.CurrentManagedThreadId;
        });
        thread.Start();
        SpinWait.SpinUntil(() => bulkhead.Snapshot().Queued == 1);
        ran.Should().Be(0);
        first.Dispose();
        thread.Join();
        ran.Should().Be(thread.ManagedThreadId);
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_full_queue_refuses_with_an_exception_or_a_value()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        using BulkheadPermit first = bulkhead.Enter(cancellationToken: Token);
        ValueTask<BulkheadPermit> waiting = bulkhead.EnterAsync(cancellationToken: Token);
        Func<Task> enter = async () => await bulkhead.EnterAsync(cancellationToken: Token);
        (await enter.Should().ThrowAsync<RejectedException>()).Which.Code.Should().Be(ErrorCodes.BulkheadFull);
        Action enterHere = () => bulkhead.Enter(cancellationToken: Token);
        enterHere.Should().Throw<RejectedException>().Which.Code.Should().Be(ErrorCodes.BulkheadFull);
        (await bulkhead.TryEnterAsync(cancellationToken: Token)).Rejection!.Code.Should().Be(ErrorCodes.BulkheadFull);
        bulkhead.Snapshot().RejectedFull.Should().Be(3);
        first.Dispose();
        (await waiting).IsGranted.Should().BeTrue();
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        Action create = () => _ = new Bulkhead(new()
        {
            Name = " ",
            PermitLimit = 0,
            QueueLimit = -1,
            QueueTimeout = TimeSpan.Zero,
        });
        create.Should().Throw<ArgumentException>().Which.Message.Should()
            .Contain("Name is empty").And.Contain("PermitLimit is 0").And.Contain("QueueLimit is -1").And.Contain("QueueTimeout is 0 ms");
    }
}
