using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Records are authenticated and encrypted.</summary>
internal static class KeyChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        With(StoreCapabilities.Protection, Authenticated_records_come_back_as_they_were),
        With(StoreCapabilities.Protection, Encrypted_records_come_back_as_they_were),
        With(StoreCapabilities.Protection, Keys_can_change_while_a_run_exists),
        With(StoreCapabilities.Protection, A_record_whose_key_is_gone_is_refused_and_never_given_up),
        With(StoreCapabilities.Protection, A_key_provider_that_throws_leaves_the_run_as_it_was),
    ];

    private static Task Authenticated_records_come_back_as_they_were(CheckContext context) =>
        ComeBackAsync(context, CheckpointProtection.Authenticate);

    private static Task Encrypted_records_come_back_as_they_were(CheckContext context) =>
        ComeBackAsync(context, CheckpointProtection.Encrypt);

    private static async Task ComeBackAsync(CheckContext context, CheckpointProtection protection)
    {
        bool encrypted = protection == CheckpointProtection.Encrypt;
        await ProtectAsync(context, protection);
        await using IRunLease lease = await context.StartAsync();
        await lease.AppendAsync(Drafts.Stage("A", "secret"), context.Token);
        await lease.AppendAsync(Drafts.Intent("B", 1), context.Token);

        CheckpointRecord? read = await context.Store.ReadAsync(CheckContext.Run, 2, context.Token);

        context.Equal("the payload", "secret", Drafts.Text(read));
        context.Sequence("which records are authenticated", [true, true, true], lease.History.Select(static info => info.IsAuthenticated));
        context.Sequence(
            "which records are encrypted", [encrypted, encrypted, false], lease.History.Select(static info => info.IsEncrypted));
        await context.IntactAsync();
    }

    private static async Task Keys_can_change_while_a_run_exists(CheckContext context)
    {
        RotatingKeys keys = await ProtectAsync(context, CheckpointProtection.Encrypt);
        await context.InterruptAsync(CheckContext.Run);
        keys.Now = RotatingKeys.Second;
        await using (IRunLease lease = await context.AcquireAsync())
            await lease.AppendAsync(Drafts.Stage("A", "new key"), context.Token);

        context.Equal("what the old key protects", "input", await TextAsync(context, 1));
        context.Equal("what the new key protects", "new key", await TextAsync(context, 3));
        await context.IntactAsync();
    }

    private static async Task A_record_whose_key_is_gone_is_refused_and_never_given_up(CheckContext context)
    {
        RotatingKeys keys = await ProtectAsync(context, CheckpointProtection.Encrypt);
        await context.InterruptAsync(CheckContext.Run);
        keys.Now = RotatingKeys.Second;
        keys.Forgotten = true;

        await context.RefusedAsync("reading it", CheckpointError.KeyMissing, () => TextAsync(context, 1));
        foreach (CorruptionPolicy policy in Enum.GetValues<CorruptionPolicy>())
        {
            await context.RefusedAsync(
                $"acquiring the run with {policy}",
                CheckpointError.KeyMissing,
                () => CheckContext.GiveBackAsync(
                    context.Store.AcquireAsync(CheckContext.Run, new() { Corruption = policy }, context.Token)));
        }

        context.Equal("where the run stands", RunStatus.Damaged, (await context.HeadAsync()).Status);
        context.Sequence(
            "what verifying found",
            [CheckpointError.KeyMissing],
            (await context.VerifyAsync()).Findings.Select(static finding => finding.Error));
        keys.Forgotten = false;
        context.Equal("the payload, once the key is back,", "input", await TextAsync(context, 1));
    }

    private static async Task A_key_provider_that_throws_leaves_the_run_as_it_was(CheckContext context)
    {
        RotatingKeys keys = await ProtectAsync(context, CheckpointProtection.Authenticate);
        IRunLease lease = await context.StartAsync();
        keys.Fault = new TimeZoneNotFoundException("The vault does not answer.");
        await ThrownAsync("appending", () => lease.AppendAsync(Drafts.Stage("A"), context.Token).AsTask());
        keys.Fault = null;
        context.Equal("the place of the next record", 2, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
        await lease.DisposeAsync();

        keys.Fault = new TimeZoneNotFoundException("The vault does not answer.");
        await ThrownAsync("acquiring", () => CheckContext.GiveBackAsync(context.AcquireAsync()));
        await ThrownAsync("reading", () => TextAsync(context, 1));
        keys.Fault = null;
        await using IRunLease next = await context.AcquireAsync();
        context.Sequence("which records are authenticated", [true, true, true], next.History.Select(static info => info.IsAuthenticated));

        // A type that no store throws by itself.
        Task ThrownAsync(string what, Func<Task> call) =>
            context.ThrowsAsync<TimeZoneNotFoundException>($"{what} while the key provider throws", call);
    }

    private static async Task<RotatingKeys> ProtectAsync(CheckContext context, CheckpointProtection protection)
    {
        var keys = new RotatingKeys();
        await context.RenewAsync(context.Setup with { Protection = protection, Keys = keys });
        return keys;
    }

    private static async Task<string?> TextAsync(CheckContext context, long sequence) =>
        Drafts.Text(await context.Store.ReadAsync(CheckContext.Run, sequence, context.Token));
}
