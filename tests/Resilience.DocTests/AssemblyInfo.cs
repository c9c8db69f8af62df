using Xunit.Sdk;
using Xunit.v3;

// A snippet's console output is caught by exchanging the process's one console writer.
[assembly: Parallelization(Mode = ParallelMode.None)]
