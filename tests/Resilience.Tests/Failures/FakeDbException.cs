using System.Data.Common;

namespace Resilience.Failures;

internal sealed class FakeDbException(string? state = null, bool transient = false, Exception? inner = null) : DbException("db", inner)
{
    public override string? SqlState => state;

    public override bool IsTransient => transient;
}
